import zlib from 'node:zlib';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { decompressZstd } from 'hyparquet-compressors';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { BufferRegion } from './decode-message.ts';
import { decodeLz4Frame } from './lz4-frame.ts';

/** Bytes that are read at a time from a buffer, where less is asked. */
const READ_AHEAD_BYTES = 1 << 18;

/** Bytes of the largest buffer that is unpacked. */
const UNPACKED_LIMIT_BYTES = 1 << 30;

/** Where the body of a message lies in a file. */
interface Body {
  source: ByteSource;
  bodyStart: number;
  bodyLength: number;
}

/** A buffer of a record batch, of which any part can be read. */
export interface ReadableBuffer {
  readonly byteLength: number;
  /** The bytes from `start` to `end` (exclusive). */
  read(start: number, end: number): Promise<Uint8Array>;
}

/**
 * A buffer as it lies in the file. A compressed one is unpacked as a whole at the first read.
 * @param codec Null where the batch is not compressed.
 */
export async function openBuffer(
  { source, bodyStart, bodyLength }: Body,
  { offset, length }: BufferRegion,
  codec: CompressionType | null,
): Promise<ReadableBuffer> {
  checkRange(offset, offset + length, bodyLength);
  const start = bodyStart + offset;
  if (codec === null || length === 0) return fileBuffer(source, start, length);
  const packed = await source.slice(start, start + length);
  if (length < 8) throw new Error(`a compressed buffer of ${length} bytes`);
  const unpackedLength = Number(Buffer.from(packed).readBigInt64LE(0));
  const content = packed.subarray(8);
  return memoryBuffer(unpackedLength === -1 ? content : unpack(content, codec, unpackedLength));
}

function fileBuffer(source: ByteSource, fileStart: number, byteLength: number): ReadableBuffer {
  let ahead: Uint8Array = new Uint8Array(0);
  let aheadStart = 0;
  return {
    byteLength,
    async read(start, end) {
      checkRange(start, end, byteLength);
      if (start < aheadStart || end > aheadStart + ahead.length) {
        const until = Math.min(byteLength, Math.max(end, start + READ_AHEAD_BYTES));
        ahead = await source.slice(fileStart + start, fileStart + until);
        aheadStart = start;
      }
      return ahead.subarray(start - aheadStart, end - aheadStart);
    },
  };
}

function memoryBuffer(bytes: Uint8Array): ReadableBuffer {
  return {
    byteLength: bytes.length,
    async read(start, end) {
      checkRange(start, end, bytes.length);
      return bytes.subarray(start, end);
    },
  };
}

function checkRange(start: number, end: number, length: number): void {
  if (start < 0 || end < start || end > length) throw new Error(`bytes ${start} to ${end} of a buffer of ${length}`);
}

function unpack(bytes: Uint8Array, codec: CompressionType, length: number): Uint8Array {
  if (!(length >= 0 && length <= UNPACKED_LIMIT_BYTES)) throw new Error(`a buffer of ${length} bytes unpacked`);
  if (codec !== CompressionType.ZSTD && codec !== CompressionType.LZ4_FRAME) throw new Error(`a codec ${codec}`);
  const unpacked = codec === CompressionType.ZSTD ? unpackZstd(bytes, length) : decodeLz4Frame(bytes);
  if (unpacked.length !== length) throw new Error(`a buffer of ${unpacked.length} bytes instead of ${length}`);
  return unpacked;
}

/** Zstandard came to Node in 22.15. */
function unpackZstd(bytes: Uint8Array, maxOutputLength: number): Uint8Array {
  if (typeof zlib.zstdDecompressSync !== 'function') return decompressZstd(bytes);
  return zlib.zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, maxOutputLength) });
}
