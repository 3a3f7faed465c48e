import { cachedCommit } from '../cached-file.ts';
import type { Hub } from '../hub.ts';
import { writing } from './cache-problem.ts';
import { isCommit, type Repository, refPath } from './layout.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Notes which commit a branch or tag means now (`refs/<name>`, without a newline: Python would not read it otherwise). Does nothing
 * where that is noted already.
 *
 * @throws {ProblemError} hub-cache-not-writable, hub-disk-full
 */
export async function writeRef(hub: Hub, repository: Repository, ref: string, commit: string): Promise<void> {
  if (isCommit(ref) || (await cachedCommit(hub, repository, ref)) === commit) return;
  await writing(hub, () => replaceFile(refPath(hub.settings.cacheFolder, repository, ref), commit));
}
