import zlib from 'node:zlib';
import type { CompressionCodec, Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Bytes of the largest page that is unpacked; writers make pages of about one megabyte. */
export const PAGE_LIMIT_BYTES = 1 << 28;

/** How many times its size a page can be unpacked: what the simpler codecs can do at best. Others stop at the limit. */
const bestRatio: Partial<Record<CompressionCodec, number>> = {
  UNCOMPRESSED: 1,
  SNAPPY: 64,
  LZ4: 256,
  LZ4_RAW: 256,
  GZIP: 1040,
};

/** The largest size that a page of `packed` bytes can have when it is unpacked. */
export function largestPage(packed: number, codec: CompressionCodec): number {
  return Math.min(PAGE_LIMIT_BYTES, (packed + 64) * (bestRatio[codec] ?? Number.POSITIVE_INFINITY));
}

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
