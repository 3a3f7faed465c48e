import { ProblemError } from '../protocol/problem.ts';
import { cacheMayAnswer } from './cache/cache-may-answer.ts';
import { type CachedDamage, cachedDamage } from './cache/cached-damage.ts';
import { isCommit, snapshotPath } from './cache/layout.ts';
import { folderInPlace, isFolder } from './cache/make-way.ts';
import { writeRef } from './cache/write-ref.ts';
import { cachedCommit, cachedFile } from './cached-file.ts';
import { throwIfCancelled } from './cancelled.ts';
import { checkSize } from './download/too-large.ts';
import { type FileFetch, fetchFile } from './fetch-file.ts';
import { inTurn } from './in-turn.ts';
import { checkRepositoryId } from './repository-id.ts';

/** A file that is wanted in the cache. */
export interface ResolveParams extends FileFetch {
  /** The branch that a commit was resolved from, noted in the cache so that Python finds the file offline. */
  ref?: string;
}

/** Above so many bytes a damaged file is not fetched anew by itself: nobody was asked whether that much may be downloaded. */
const healedBytes = 500e6;

/**
 * Brings a file into the cache that is shared with Python, and gives its absolute path. A file of a known commit that is there makes
 * no request; one of a branch is asked for, and taken from the cache where the Hub does not answer or does not let the user in. What is
 * taken from the cache is held against its digest first, once in a process; a damaged file is fetched anew.
 *
 * @returns null where the repository has no such file
 * @throws {ProblemError} hub-file-too-large, for one in the cache too; hub-cached-file-damaged where it cannot be fetched anew; a problem
 * of the Hub or the cache, run-cancelled
 */
export async function resolveFile(params: ResolveParams): Promise<string | null> {
  const { hub, signal, repo, revision } = params;
  checkRepositoryId(repo);
  throwIfCancelled(signal);
  const known = await cachedFile(hub, params);
  if (known.kind === 'cached') checkSize(params, known.size);
  let replace = false;
  if (isCommit(revision) || hub.settings.offline) {
    if (known.kind === 'absent') return null;
    if (known.kind === 'unknown' && hub.settings.offline) throw await notCached(params);
    const damage = known.kind === 'cached' ? await damageOf(params, known.path) : null;
    if (known.kind === 'cached' && damage === null) return noteRef(params, known.path);
    if (known.kind === 'cached' && damage !== null) checkHealing(params, damage, known.size);
    replace = damage !== null;
  }
  try {
    return await fetchOnce(params, replace);
  } catch (error) {
    if (known.kind !== 'cached' || !cacheMayAnswer(error)) throw error;
    return useCache(params, known.path);
  }
}

async function fetchOnce(params: ResolveParams, replace: boolean): Promise<string | null> {
  const { hub, signal, repo, repoType = 'model', revision, path } = params;
  const flight = [repoType, repo, revision, path].join(' ');
  const fetched = await hub.fetching.run(flight, signal, () =>
    inTurn(hub.downloads, signal, () => fetchFile(params, replace)),
  );
  return fetched === null ? null : noteRef(params, fetched);
}

/** What is in the cache, where the Hub does not give the file. */
async function useCache(params: ResolveParams, path: string): Promise<string> {
  const damage = await damageOf(params, path);
  if (damage !== null) throw new ProblemError(damage);
  params.hub.log('info', `the Hub does not give ${params.path} of ${params.repo}: using the cache`);
  return path;
}

function damageOf({ hub, signal, ...file }: ResolveParams, path: string): Promise<CachedDamage | null> {
  return cachedDamage({ hub, file, path, signal });
}

/** @throws {ProblemError} hub-cached-file-damaged where the file is not to be fetched anew */
function checkHealing({ hub }: ResolveParams, damage: CachedDamage, bytes: number): void {
  if (hub.settings.offline || bytes > healedBytes) throw new ProblemError(damage);
  hub.log('warn', `${damage.file} is damaged (${damage.reason}, ${damage.detail}): fetching it again`);
}

async function notCached({ hub, repo, path, ...file }: ResolveParams): Promise<ProblemError> {
  const commit = await cachedCommit(hub, { repo, ...file }, file.revision);
  const place = commit === null ? null : snapshotPath(hub.settings.cacheFolder, { repo, path, ...file }, commit);
  if (place !== null && (await isFolder(place))) return new ProblemError(folderInPlace({ repo, path }, place));
  return new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo, path });
}

/** Notes the branch of a file that is in the cache. The file is there: a cache that cannot be written is no reason to fail. */
async function noteRef({ hub, ref, revision, ...repository }: ResolveParams, path: string): Promise<string> {
  if (ref === undefined || !isCommit(revision) || hub.settings.offline) return path;
  await writeRef(hub, repository, ref, revision).catch((error: unknown) => {
    hub.log('warn', `${repository.repo}: the branch ${ref} could not be noted: ${error}`);
  });
  return path;
}
