import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;
/** Two letters of another encoding are now and then UTF-8 by chance; so many bytes outside of ASCII hardly ever. */
const TELLING_BYTES = 6;

/** Share of the lines with some letters outside of ASCII that are UTF-8. Above a few per cent the bytes are of two encodings. */
export function utf8LineShare(lines: Uint8Array): number {
  let telling = 0;
  let wellFormed = 0;
  for (let start = 0; start < lines.length; ) {
    const feed = lines.indexOf(LINE_FEED, start);
    const line = lines.subarray(start, feed < 0 ? lines.length : feed);
    if (foreignBytes(line) >= TELLING_BYTES) {
      telling += 1;
      if (isUtf8(line)) wellFormed += 1;
    }
    start += line.length + 1;
  }
  return telling === 0 ? 0 : wellFormed / telling;
}

function foreignBytes(line: Uint8Array): number {
  return line.reduce((count, byte) => count + (byte >> 7), 0);
}
