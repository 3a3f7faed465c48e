import zlib from 'node:zlib';
import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompressZstd } from 'hyparquet-compressors';
import { decodeLz4Frame } from './lz4-frame.ts';

/** Tells apache-arrow how to unpack compressed record batches; its registry is one for the process, so this can run again. */
export function registerCodecs(): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4Frame });
  compressionRegistry.set(CompressionType.ZSTD, { decode: decodeZstd });
}

/** Zstandard came to Node in 22.15. */
function decodeZstd(bytes: Uint8Array): Uint8Array {
  return typeof zlib.zstdDecompressSync === 'function' ? zlib.zstdDecompressSync(bytes) : decompressZstd(bytes);
}
