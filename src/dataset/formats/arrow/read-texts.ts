import type { ArrowType } from './arrow-type.ts';
import type { ReadableBuffer } from './body-buffers.ts';

/** Bytes of a view; a text of up to so many bytes lies in the view itself. */
const VIEW_BYTES = 16;
const INLINE_BYTES = 12;

/** The types of texts. */
export type TextType = Extract<ArrowType, { layout: 'texts' | 'text-views' }>;

/** Texts that lie further apart are read one by one. */
const SPREAD_BYTES = 1 << 24;

/**
 * Texts of the rows from `start` to `end` (exclusive).
 * @param buffers Offsets and data, or views and their data buffers.
 * @param valid Whether the row at an index from `start` has a value.
 */
export function readTexts(
  type: TextType,
  buffers: readonly ReadableBuffer[],
  start: number,
  end: number,
  valid: (i: number) => boolean,
): Promise<(string | null)[]> {
  if (type.layout === 'text-views') return readViews(buffers, start, end, valid);
  return readOffsetTexts(buffers, start, end, valid, type.offsetBytes);
}

async function readOffsetTexts(
  [offsets, data]: readonly ReadableBuffer[],
  start: number,
  end: number,
  valid: (i: number) => boolean,
  width: 4 | 8,
): Promise<(string | null)[]> {
  if (!offsets || !data) throw new Error('a text column without data');
  const view = viewOf(await offsets.read(start * width, (end + 1) * width));
  const offsetAt = (i: number) => (width === 4 ? view.getInt32(i * 4, true) : Number(view.getBigInt64(i * 8, true)));
  const first = offsetAt(0);
  const bytes = bufferOf(await data.read(first, offsetAt(end - start)));
  return Array.from({ length: end - start }, (_, i) => {
    if (!valid(i)) return null;
    const from = offsetAt(i) - first;
    const until = offsetAt(i + 1) - first;
    if (from < 0 || until < from || until > bytes.length) throw new Error(`text ${i} lies outside its buffer`);
    return bytes.toString('utf8', from, until);
  });
}

/** A text that lies in a data buffer. */
interface FarText {
  i: number;
  offset: number;
  length: number;
}

async function readViews(
  [views, ...data]: readonly ReadableBuffer[],
  start: number,
  end: number,
  valid: (i: number) => boolean,
): Promise<(string | null)[]> {
  if (!views) throw new Error('a text column without views');
  const bytes = bufferOf(await views.read(start * VIEW_BYTES, end * VIEW_BYTES));
  const texts = new Array<string | null>(end - start).fill(null);
  const far = data.map((): FarText[] => []);
  for (let i = 0; i < texts.length; i++) {
    if (!valid(i)) continue;
    const at = i * VIEW_BYTES;
    const length = bytes.readInt32LE(at);
    if (length < 0) throw new Error(`a text of ${length} bytes`);
    if (length <= INLINE_BYTES) texts[i] = bytes.toString('utf8', at + 4, at + 4 + length);
    else farTextsOf(far, bytes.readInt32LE(at + 8)).push({ i, length, offset: bytes.readInt32LE(at + 12) });
  }
  for (const [index, buffer] of data.entries()) await readFarTexts(buffer, farTextsOf(far, index), texts);
  return texts;
}

function farTextsOf(far: readonly FarText[][], index: number): FarText[] {
  const texts = far[index];
  if (!texts) throw new Error(`a view of data buffer ${index}`);
  return texts;
}

async function readFarTexts(buffer: ReadableBuffer, far: readonly FarText[], texts: (string | null)[]): Promise<void> {
  if (far.length === 0) return;
  const first = far.reduce((least, { offset }) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  const last = far.reduce((most, { offset, length }) => Math.max(most, offset + length), 0);
  const together = last - first <= SPREAD_BYTES ? bufferOf(await buffer.read(first, last)) : null;
  for (const { i, offset, length } of far) {
    texts[i] = together
      ? together.toString('utf8', offset - first, offset - first + length)
      : bufferOf(await buffer.read(offset, offset + length)).toString('utf8');
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
