/** What a `Link` header says of the next page. `unreadable`: it is not written by the rules, and no next page was found in it. */
export type NextLink = { kind: 'next'; target: string } | { kind: 'none' } | { kind: 'unreadable' };

/** One link: its target as it is written, and its parameters by name in lower case; of a repeated one the first counts. */
interface Link {
  target: string;
  parameters: ReadonlyMap<string, string>;
}

/**
 * The target of the link with the relation `next`, in any spelling that RFC 8288 allows: names in any letter case, values with or without
 * quotation marks, several relations in one value, several links in a header. Links that are about another page (`anchor`) do not count.
 * Of the packages for this, @huggingface/hub's own takes one spelling, and http-link-header 1.1.4 misreads a blank before a comma and
 * parameters without a value; both go on as if there were no next page.
 */
export function nextLink(header: string | null): NextLink {
  if (header === null) return { kind: 'none' };
  const { links, isWhole } = parseLinks(header);
  const next = links.find(({ parameters }) => isNext(parameters.get('rel')) && !parameters.has('anchor'));
  if (next !== undefined) return { kind: 'next', target: next.target };
  return { kind: isWhole ? 'none' : 'unreadable' };
}

function isNext(relations: string | undefined): boolean {
  return relations?.toLowerCase().split(/\s+/).includes('next') ?? false;
}

/** A target, a quoted text, a mark or a word. Each begins with another letter, so that no place is tried twice. */
const piece = /\s*(?:<([^>]*)>|"((?:[^"\\]|\\.)*)"|([,;=])|([^\s,;="<>]+))/gy;

interface Piece {
  kind: 'target' | 'text' | 'mark';
  value: string;
}

function piecesOf(header: string): { pieces: Piece[]; isWhole: boolean } {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of header.matchAll(piece)) {
    const [whole, target, quoted, mark, word = ''] = match;
    end = match.index + whole.length;
    if (target !== undefined) pieces.push({ kind: 'target', value: target.trim() });
    else if (mark !== undefined) pieces.push({ kind: 'mark', value: mark });
    else pieces.push({ kind: 'text', value: quoted?.replace(/\\(.)/g, '$1') ?? word });
  }
  return { pieces, isWhole: header.slice(end).trim() === '' };
}

/** Empty elements and empty parameters are allowed, as between two commas (RFC 9110, 5.6.1). */
function parseLinks(header: string): { links: Link[]; isWhole: boolean } {
  const { pieces, isWhole } = piecesOf(header);
  const links: Link[] = [];
  let parameters: Map<string, string> | null = null;
  for (let at = 0; at < pieces.length; at++) {
    const { kind, value } = pieces[at] ?? { kind: 'mark', value: ',' };
    if (kind === 'mark' && value === ',') parameters = null;
    else if (kind === 'target' && parameters === null) {
      parameters = new Map();
      links.push({ target: value, parameters });
    } else if (kind === 'text' && parameters !== null) {
      const name = value.toLowerCase();
      if (isMark(pieces[at + 1], '=')) at += 1;
      const stated = isMark(pieces[at], '=') && pieces[at + 1]?.kind === 'text' ? pieces[++at]?.value : undefined;
      if (!parameters.has(name)) parameters.set(name, stated ?? '');
    } else if (!isMark(pieces[at], ';')) return { links, isWhole: false };
  }
  return { links, isWhole };
}

function isMark(piece: Piece | undefined, mark: string): boolean {
  return piece?.kind === 'mark' && piece.value === mark;
}
