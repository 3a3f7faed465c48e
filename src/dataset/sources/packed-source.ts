import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { ProblemError } from '../../protocol/problem.ts';
import type { Packing } from '../../protocol/problems/dataset.ts';
import { throwIfCancelled } from '../cancellation.ts';
import { type ByteSource, readStart, type StreamOptions } from './byte-source.ts';

const magic: [Packing, Uint8Array][] = [
  ['gzip', Uint8Array.of(0x1f, 0x8b)],
  ['zstd', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)],
];

const endings = /\.(?:gz|zst)$/i;

/** The name of what is packed: `rows.csv` for `rows.csv.gz`. Other names stay as they are. */
export function unpackedName(name: string): string {
  return name.replace(endings, '');
}

/** How a source is packed, by its first bytes; null where it is not. */
export async function packingOf(source: ByteSource, signal?: AbortSignal): Promise<Packing | null> {
  const start = await readStart(source, 4, signal);
  return magic.find(([, bytes]) => Buffer.from(start.subarray(0, bytes.length)).equals(bytes))?.[0] ?? null;
}

/**
 * What is packed in a source, under the same name. Its length is not known before the end, and it is unpacked anew each time
 * that it is streamed, so memory does not follow its size.
 * @throws ProblemError `dataset-zstd-needs-node`; while reading `dataset-truncated-archive`, `dataset-damaged-archive`.
 */
export function unpackedSource(source: ByteSource, packing: Packing): ByteSource {
  if (packing === 'zstd' && !canUnpackZstd()) {
    const node = process.versions.node;
    throw new ProblemError({ area: 'dataset', code: 'dataset-zstd-needs-node', file: source.name, node });
  }
  return {
    ...source,
    byteLength: null,
    seekable: false,
    stream: (options) => unpackedChunks(source, packing, options),
    slice: async (start, end) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of unpackedChunks(source, packing, { start, end })) parts.push(chunk);
      return Buffer.concat(parts);
    },
  };
}

/** Node has it since 22.15 and 23.8. */
function canUnpackZstd(): boolean {
  return typeof zlib.createZstdDecompress === 'function';
}

async function* unpackedChunks(
  source: ByteSource,
  packing: Packing,
  { start = 0, end = Number.POSITIVE_INFINITY, signal }: StreamOptions = {},
): AsyncGenerator<Uint8Array> {
  const unpack = packing === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress();
  const packed = Readable.from(source.stream({ signal }), { objectMode: false, highWaterMark: 1 << 16 });
  packed.once('error', (error) => unpack.destroy(error));
  packed.pipe(unpack);
  let position = 0;
  try {
    for await (const piece of unpack) {
      throwIfCancelled(signal);
      const chunk = Buffer.from(piece);
      const wanted = chunk.subarray(Math.max(0, start - position), Math.max(0, end - position));
      position += chunk.length;
      if (wanted.length > 0) yield wanted;
      if (position >= end) return;
    }
  } catch (error) {
    throw archiveProblem(source.name, packing, error);
  } finally {
    packed.destroy();
    unpack.destroy();
  }
}

function archiveProblem(file: string, packing: Packing, cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'Z_BUF_ERROR') {
    return new ProblemError({ area: 'dataset', code: 'dataset-truncated-archive', file, packing }, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ area: 'dataset', code: 'dataset-damaged-archive', file, packing, reason }, { cause });
}
