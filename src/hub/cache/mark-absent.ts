import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Hub } from '../hub.ts';
import { writing } from './cache-problem.ts';
import { absencePath, type RepositoryFile } from './layout.ts';

/**
 * Notes that a commit has no such file (`.no_exist/<commit>/<path>`), so that it is not asked for again.
 *
 * @throws {ProblemError} hub-cache-not-writable, hub-disk-full
 */
export async function markAbsent(hub: Hub, file: RepositoryFile, commit: string): Promise<void> {
  const marker = absencePath(hub.settings.cacheFolder, file, commit);
  await writing(hub, async () => {
    await mkdir(dirname(marker), { recursive: true });
    await writeFile(marker, '');
  });
}
