import { join } from 'node:path';
import type { DatasetFormat } from '../../protocol/dataset-facts.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { openNamed } from '../sources/file-source.ts';
import { packingOf, unpackedSource } from '../sources/packed-source.ts';
import { type OnProgress, ReadingProgress } from '../sources/reading-progress.ts';
import { withTemporaryFile } from '../sources/temporary-file.ts';
import { detectFormat } from './detect-format.ts';

/** Formats that are read from their start to their end. */
const textFormats: ReadonlySet<DatasetFormat> = new Set(['csv', 'tsv', 'json', 'jsonl']);

/** Where to unpack from. */
export interface UnpackOptions {
  source: ByteSource;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}

/**
 * Gives `use` a source that can be read from any place. Packed files that are no text are unpacked into a temporary file, which
 * is removed when `use` ends; packed text stays as it is, for it is read from its start to its end.
 * @throws ProblemError of the area `dataset`; `run-cancelled`; what `use` throws.
 */
export async function withBinaryUnpacked<T>(
  { source, signal, onProgress }: UnpackOptions,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const packing = source.shards ? null : await packingOf(source, signal);
  if (packing === null) return use(source);
  const format = await detectFormat(unpackedSource(source, packing), signal);
  if (textFormats.has(format)) return use(source);
  const progress = new ReadingProgress(source, 1, onProgress);
  progress.startPass(0);
  const chunks = unpackedSource(progress.source, packing).stream({ signal });
  let unpacked = false;
  try {
    return await withTemporaryFile(chunks, 'unpacked', async (folder) => {
      unpacked = true;
      const unpackedFile = await openNamed({ name: source.name, path: join(folder, 'unpacked') });
      return use(source.sheet === undefined ? unpackedFile : { ...unpackedFile, sheet: source.sheet });
    });
  } catch (cause) {
    if (unpacked || cause instanceof ProblemError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'dataset', code: 'dataset-unreadable-file', file: source.name, reason }, { cause });
  }
}
