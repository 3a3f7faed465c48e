import { type Attributes, readXml } from '../read-xml.ts';
import type { ZipParts } from '../zip-parts.ts';
import { localName } from './relationships.ts';

/** Formats of dates and times that have a number in every file, ECMA-376 part 1, 18.8.30; some only in East Asia. */
const builtIn: [number, number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Which styles of cells show numbers as dates or times: numbers into the list of `cellXfs`. */
export async function readDateStyles(
  parts: ZipParts,
  part: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<number>> {
  const ofDates = new Set<number>();
  const formats = new Map<number, string>();
  let styles = 0;
  let parent = '';
  const listener = {
    open(tag: string, { numFmtId, formatCode }: Attributes) {
      const name = localName(tag);
      if (name === 'cellXfs' || name === 'numFmts') parent = name;
      else if (name === 'numFmt' && parent === 'numFmts') formats.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'xf' && parent === 'cellXfs') {
        if (isDateFormat(Number(numFmtId), formats)) ofDates.add(styles);
        styles += 1;
      }
    },
    close(tag: string) {
      if (localName(tag) === parent) parent = '';
    },
    text() {},
  };
  for await (const _ of readXml(parts.chunks(part, signal), listener));
  return ofDates;
}

function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id);
  if (code === undefined) return builtIn.some(([first, last]) => id >= first && id <= last);
  return showsDate(code);
}

/** True for `dd.mm.yyyy` and `[h]:mm`, false for `0.00 "days"`, `[Red]0` and `General`: letters that stand for themselves do not count. */
export function showsDate(formatCode: string): boolean {
  const [first = ''] = formatCode.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/^\s*(?:general|standard)\s*$/i.test(first)) return false;
  // In brackets stand colours, languages and conditions, or hours, minutes and seconds without an end.
  const elapsed = (part: string) => (/^\[(?:h+|m+|s+)\]$/i.test(part) ? part : '');
  return /[dmyhs]/i.test(first.replaceAll(/\[[^[\]]*\]/g, elapsed));
}
