import { realpath, stat } from 'node:fs/promises';
import { errorCode } from '../../protocol/error-code.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { HubProblem } from '../../protocol/problems/hub.ts';
import { cachedCommit } from '../cached-file.ts';
import type { Hub } from '../hub.ts';
import { contentDigest } from './content-digest.ts';
import { cutOff } from './cut-off.ts';
import { expectedDigest } from './expected-content.ts';
import type { RepositoryFile } from './layout.ts';

/** What is wrong with a file in the cache. */
export type CachedDamage = Extract<HubProblem, { code: 'hub-cached-file-damaged' }>;

/**
 * Holds a file in the cache against its digest, once in a process: a disk, a copy or a process that was killed may have left other bytes
 * than were fetched, and one of them changes a score in silence. Where no digest is known, against its own form.
 *
 * @param path of the file in its snapshot
 * @returns null where nothing is wrong
 * @throws {ProblemError} run-cancelled
 */
export async function cachedDamage(params: {
  hub: Hub;
  file: RepositoryFile;
  path: string;
  signal: AbortSignal;
}): Promise<CachedDamage | null> {
  const { hub, file, path } = params;
  const damaged = async (reason: CachedDamage['reason'], detail: string): Promise<CachedDamage> => ({
    area: 'hub',
    code: 'hub-cached-file-damaged',
    repo: file.repo,
    path: file.path,
    file: await realpath(path).catch(() => path),
    reason,
    detail,
  });
  try {
    const found = await stat(path);
    if (hub.verified.has(found)) return null;
    const problem = await lookInto({ ...params, size: found.size });
    if (problem !== null) return await damaged(...problem);
    hub.verified.add(found);
    return null;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    return damaged('unreadable', errorCode(error) || String(error));
  }
}

async function lookInto(params: {
  hub: Hub;
  file: RepositoryFile;
  path: string;
  size: number;
  signal: AbortSignal;
}): Promise<[CachedDamage['reason'], string] | null> {
  const { hub, file, path, size, signal } = params;
  const commit = await cachedCommit(hub, file, file.revision);
  const expected = commit === null ? null : await expectedDigest(hub, file, commit, path);
  if (expected === null) {
    const reason = await cutOff(path, size);
    return reason === null ? null : ['cut-off', reason];
  }
  const found = await contentDigest({ path, size, expected, signal });
  return found === expected ? null : ['changed', `${size} bytes`];
}
