/** Values that a run may go beyond the last one: bit-packed runs are filled up to eight. */
const RUN_SURPLUS = 1 << 10;

/**
 * Walks through runs of the "RLE / bit-packing hybrid" encoding (https://parquet.apache.org/docs/file-format/data-pages/encodings/)
 * and checks their lengths. hyparquet trusts these: one damaged byte could make it write 2^31 values.
 * @param bits Width of a value, 0 to 32.
 * @param count How many values there are at most; what follows them is not looked at.
 * @throws Error where a run is longer than that.
 */
export function checkRuns(bytes: Uint8Array, bits: number, count: number): void {
  if (bits > 32) throw new Error(`values of ${bits} bits`);
  let seen = 0;
  for (let position = 0; seen < count && position < bytes.length; ) {
    const { value: header, end } = readVarint(bytes, position);
    const packed = (header & 1) === 1;
    const values = packed ? (header >>> 1) * 8 : header >>> 1;
    position = end + (packed ? (values * bits) / 8 : Math.ceil(bits / 8));
    seen += values;
    if (seen > count + RUN_SURPLUS) throw new Error(`a run of ${values} values where there are ${count}`);
  }
}

/**
 * Checks the header of the "delta binary packed" encoding of 64-bit integers, for whose parts hyparquet makes room.
 * @throws Error where a block has more parts than any writer makes.
 */
export function checkDeltaHeader(bytes: Uint8Array): void {
  const { end } = readVarint(bytes, 0);
  const { value: miniblocks } = readVarint(bytes, end);
  if (miniblocks < 1 || miniblocks > 1 << 12) throw new Error(`blocks of ${miniblocks} parts`);
}

/** An unsigned integer, seven bits a byte, lowest first. */
function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw new Error('a number beyond the end');
    value |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value: value >>> 0, end: start + i + 1 };
  }
  throw new Error('a number of more than 32 bits');
}
