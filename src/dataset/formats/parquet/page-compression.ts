import zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Bytes of the largest page that is unpacked; writers make pages of about one megabyte. */
export const PAGE_LIMIT_BYTES = 1 << 28;

/**
 * Decompressors of all Parquet codecs: those of Node where it has them, which are several times as fast, else hyparquet's.
 * Zstandard came to Node in 22.15.
 */
export function pageCompressors(): Compressors {
  const limit = { maxOutputLength: PAGE_LIMIT_BYTES };
  const native: Compressors = {
    GZIP: (input) => zlib.gunzipSync(input, limit),
    BROTLI: (input) => zlib.brotliDecompressSync(input, limit),
  };
  if (typeof zlib.zstdDecompressSync === 'function') native.ZSTD = (input) => zlib.zstdDecompressSync(input, limit);
  return { ...compressors, ...native };
}
