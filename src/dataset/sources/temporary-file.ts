import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Writes bytes into a file of its own in the system's temporary folder, and removes it when `use` ends, however that is. The
 * folder is only for this user, and its name (`esm-rank-…`) is new each time: a process that was killed leaves nothing that
 * another would read.
 * @param fileName Name of the file in its folder.
 * @param use Gets the folder.
 * @throws Error of the system where it cannot be written.
 */
export async function withTemporaryFile<T>(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'esm-rank-'));
  try {
    await pipeline(chunks, createWriteStream(join(folder, fileName), { mode: 0o600 }));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
