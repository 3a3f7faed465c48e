import type { TextEncoding } from '../../protocol/text-encoding.ts';

/** Of the units of UTF-16 text, at least this share are ASCII: delimiters, labels, spaces. */
const ASCII_SHARE = 1 / 5;

/**
 * UTF-16 or UTF-32 without a byte order mark, by where the zero bytes stand; null for anything else. No text in UTF-8 or an 8-bit
 * encoding holds a zero byte.
 */
export function wideEncoding(sample: Uint8Array): TextEncoding | null {
  if (!sample.includes(0)) return null;
  const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength);
  if (isUtf32(view, true)) return 'utf-32le';
  if (isUtf32(view, false)) return 'utf-32be';
  const [little, big] = [asciiUnits(view, true), asciiUnits(view, false)];
  const least = Math.max(1, (sample.length / 2) * ASCII_SHARE);
  if (little >= least && little > 8 * big) return 'utf-16le';
  return big >= least && big > 8 * little ? 'utf-16be' : null;
}

/** Every four bytes are a character: by chance that happens to no other text. */
function isUtf32(view: DataView, littleEndian: boolean): boolean {
  const units = Math.floor(view.byteLength / 4);
  for (let i = 0; i < units; i++) {
    const code = view.getUint32(i * 4, littleEndian);
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return units > 1;
}

/** How many pairs of bytes are ASCII; none where one of them is the character zero. */
function asciiUnits(view: DataView, littleEndian: boolean): number {
  let ascii = 0;
  for (let i = 0; i + 1 < view.byteLength; i += 2) {
    const code = view.getUint16(i, littleEndian);
    if (code === 0) return 0;
    if ((code >= 0x20 && code < 0x7f) || (code >= 9 && code <= 13)) ascii += 1;
  }
  return ascii;
}
