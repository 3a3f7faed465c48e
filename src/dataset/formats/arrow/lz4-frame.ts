const FRAME_MAGIC = 0x184d2204;
const SKIPPABLE_MAGIC = 0x184d2a50;
const UNCOMPRESSED_BLOCK = 0x80000000;
const MIN_MATCH = 4;

/** Bytes of the largest frame that is unpacked. */
const FRAME_LIMIT_BYTES = 1 << 29;

/**
 * Unpacks LZ4 frames (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), also those whose blocks refer to earlier
 * ones, as Arrow's writers make them. Checksums are skipped.
 * @throws Error for bytes that are no such frame.
 */
export function decodeLz4Frame(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const output = new GrowingBytes();
  let position = 0;
  while (position < input.length) {
    const magic = view.getUint32(position, true);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) position += 8 + view.getUint32(position + 4, true);
    else if (magic === FRAME_MAGIC) position = decodeFrame(view, position + 4, output);
    else throw new Error('no LZ4 frame');
  }
  return output.bytes();
}

/** @returns The position after the frame. */
function decodeFrame(view: DataView, start: number, output: GrowingBytes): number {
  const flags = view.getUint8(start);
  if (flags >> 6 !== 1) throw new Error(`LZ4 frame version ${flags >> 6}`);
  const [hasBlockChecksum, hasContentSize, hasContentChecksum, hasDictionary] = [16, 8, 4, 1].map((bit) => flags & bit);
  if (hasContentSize) output.reserve(Number(view.getBigUint64(start + 2, true)));
  let position = start + 2 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0) + 1;
  for (;;) {
    const header = view.getUint32(position, true);
    position += 4;
    if (header === 0) break;
    const size = header & ~UNCOMPRESSED_BLOCK;
    if (position + size > view.byteLength) throw new Error('LZ4 block beyond the end');
    const block = new Uint8Array(view.buffer, view.byteOffset + position, size);
    if (header & UNCOMPRESSED_BLOCK) output.append(block);
    else decodeBlock(block, output);
    position += size + (hasBlockChecksum ? 4 : 0);
  }
  return position + (hasContentChecksum ? 4 : 0);
}

/** A block is a series of literals and of matches, which repeat bytes of the output so far; the last has no match. */
function decodeBlock(block: Uint8Array, output: GrowingBytes): void {
  let position = 0;
  const byte = () => block[position++] ?? fail();
  const extended = (length: number): number => {
    if (length < 15) return length;
    let sum = length;
    for (let more = 255; more === 255; ) {
      more = byte();
      sum += more;
    }
    return sum;
  };
  while (position < block.length) {
    const token = byte();
    const literals = extended(token >> 4);
    if (position + literals > block.length) fail();
    output.append(block.subarray(position, position + literals));
    position += literals;
    if (position === block.length) return;
    const distance = byte() | (byte() << 8);
    output.repeat(distance, extended(token & 15) + MIN_MATCH);
  }
}

function fail(): never {
  throw new Error('LZ4 block ends early');
}

/** Bytes that grow at the end and can repeat what they hold. */
class GrowingBytes {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;

  /** The bytes so far. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room for `more` bytes. */
  reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    if (!(needed <= FRAME_LIMIT_BYTES)) throw new Error(`LZ4 frame of ${needed} bytes`);
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.bytes());
    this.#bytes = larger;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends `count` bytes from `distance` bytes before the end; these may overlap what is being appended. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.#length) throw new Error(`LZ4 match ${distance} bytes back`);
    this.reserve(count);
    const from = this.#length - distance;
    if (distance >= count) this.#bytes.copyWithin(this.#length, from, from + count);
    else for (let i = 0; i < count; i++) this.#bytes[this.#length + i] = this.#bytes[from + i] ?? 0;
    this.#length += count;
  }
}
