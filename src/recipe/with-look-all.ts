import { isMap, isNode, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

/** The recipe with `look: all`, in place of what it says of that or behind its last setting; as it is where nothing is ranked. */
export function withLookAll(text: string): string {
  const { contents } = parseDocument(text, { prettyErrors: false });
  const settings = isMap(contents) ? pairOf(contents, 'rank')?.value : null;
  if (!isMap(settings)) return text;
  const look = pairOf(settings, 'look');
  if (look !== undefined) return replaced(text, look);
  const last = settings.items.at(-1);
  if (last === undefined) return text;
  const end = endOf(last);
  if (settings.flow === true) return inserted(text, end, ', look: all');
  const indent = indentOf(text, last);
  // A text over several lines ends behind its line break, all else before it, and before a comment beside it.
  if (text[end - 1] === '\n') return inserted(text, end, `${indent}look: all\n`);
  const lineEnd = /\r?\n|$/.exec(text.slice(end))?.index ?? 0;
  return inserted(text, end + lineEnd, `\n${indent}look: all`);
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

function replaced(text: string, { key, value }: Pair): string {
  const [start, end] = (isNode(value) ? value.range : null) ?? [0, 0];
  const colon = isNode(key) && key.range ? text.indexOf(':', key.range[1]) + 1 : start;
  const all = start <= colon ? ' all' : 'all';
  return text.slice(0, start) + all + text.slice(end);
}

function endOf({ key, value }: Pair): number {
  const node = isNode(value) ? value : key;
  return isNode(node) ? (node.range?.[1] ?? 0) : 0;
}

function indentOf(text: string, { key }: Pair): string {
  const start = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  return ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
}

function inserted(text: string, at: number, addition: string): string {
  return text.slice(0, at) + addition + text.slice(at);
}
