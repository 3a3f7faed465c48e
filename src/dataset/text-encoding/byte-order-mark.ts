import type { TextEncoding } from '../../protocol/text-encoding.ts';

/** The longer mark of UTF-32 begins with that of UTF-16. */
const marks: [TextEncoding, number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that a byte order mark at the start of a text names (Unicode 16, section 23.8), and how long the mark is. */
export function markedEncoding(start: Uint8Array): { encoding: TextEncoding; bomBytes: number } | null {
  const found = marks.find(([, mark]) => mark.every((byte, i) => start[i] === byte));
  return found ? { encoding: found[0], bomBytes: found[1].length } : null;
}
