import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';
import { cacheMayAnswer } from './cache/cache-may-answer.ts';
import { writing } from './cache/cache-problem.ts';
import { blobPath, isCommit, type RepositoryFile } from './cache/layout.ts';
import { markAbsent } from './cache/mark-absent.ts';
import { placeInSnapshot } from './cache/place-in-snapshot.ts';
import { removeStaleParts } from './cache/remove-stale-parts.ts';
import { writeRef } from './cache/write-ref.ts';
import { cachedFile } from './cached-file.ts';
import { throwIfCancelled } from './cancelled.ts';
import { downloadBlob, hasBlob } from './download/download-blob.ts';
import { type OpenContent, openFile } from './download/open-file.ts';
import { tooLarge } from './download/too-large.ts';
import type { Hub } from './hub.ts';
import { inTurn } from './in-turn.ts';
import { checkRepositoryId } from './repository-id.ts';

/** A file that is wanted in the cache. */
export interface ResolveParams extends RepositoryFile {
  hub: Hub;
  signal: AbortSignal;
  /** Bytes that the file can have, by what it is: beyond that nothing is fetched. */
  limitBytes: number;
  /** The branch that a commit was resolved from, noted in the cache so that Python finds the file offline. */
  ref?: string;
  /** Bytes received so far, of the file's size where the Hub says it. */
  onBytes?: (received: number, size: number | null) => void;
}

/**
 * Brings a file into the cache that is shared with Python, and gives its absolute path. A file of a known commit that is there makes
 * no request; one of a branch is asked for, and taken from the cache where the Hub does not answer or does not let the user in.
 *
 * @returns null where the repository has no such file
 * @throws {ProblemError} hub-file-too-large, for one in the cache too; a problem of the Hub or the cache, run-cancelled
 */
export async function resolveFile(params: ResolveParams): Promise<string | null> {
  const { hub, signal, repo, repoType = 'model', revision, path } = params;
  checkRepositoryId(repo);
  throwIfCancelled(signal);
  const known = await cachedFile(hub, params);
  if (known.kind === 'cached') checkSize(params, known.size);
  if (isCommit(revision) || hub.settings.offline) {
    if (known.kind === 'cached') return noteRef(params, known.path);
    if (known.kind === 'absent') return null;
    if (hub.settings.offline) throw new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo, path });
  }
  try {
    const flight = [repoType, repo, revision, path].join(' ');
    const fetched = await hub.fetching.run(flight, signal, () =>
      inTurn(hub.downloads, signal, () => fetchFile(params)),
    );
    return fetched === null ? null : noteRef(params, fetched);
  } catch (error) {
    if (known.kind !== 'cached' || !cacheMayAnswer(error)) throw error;
    hub.log('info', `the Hub does not give ${path} of ${repo}: using the cache`);
    return known.path;
  }
}

async function fetchFile(params: ResolveParams): Promise<string | null> {
  const { hub, signal, revision } = params;
  const opened = await openFile(hub, params, 0, signal);
  if (opened.kind === 'absent') {
    if (opened.commit === null) return null;
    await markAbsent(hub, params, opened.commit);
    await writeRef(hub, params, revision, opened.commit);
    return null;
  }
  const { commit, etag } = opened;
  const blob = blobPath(hub.settings.cacheFolder, params, etag);
  const isNew = await bringBlob(params, opened, blob);
  const path = await placeInSnapshot({ hub, file: params, commit, blob, isNew });
  await writeRef(hub, params, revision, commit);
  return path;
}

/** Whether the blob had to be fetched. */
async function bringBlob(params: ResolveParams, opened: OpenContent, blob: string): Promise<boolean> {
  const { hub, signal, limitBytes } = params;
  try {
    checkSize(params, opened.size);
    if (await hasBlob(blob, opened.size)) return false;
    await writing(hub, () => mkdir(dirname(blob), { recursive: true }));
    await removeStaleParts(dirname(blob));
    const onBytes = (received: number) => params.onBytes?.(received, opened.size);
    await downloadBlob({ hub, file: params, opened, blob, limitBytes, signal, onBytes });
    return true;
  } finally {
    // Ends the connection where the body was not read to its end.
    await opened.response.body?.cancel().catch(() => {});
  }
}

function checkSize({ limitBytes, ...file }: ResolveParams, bytes: number | null): void {
  if (bytes !== null && bytes > limitBytes) throw tooLarge(file, bytes, limitBytes);
}

/** Notes the branch of a file that is in the cache. The file is there: a cache that cannot be written is no reason to fail. */
async function noteRef({ hub, ref, revision, ...repository }: ResolveParams, path: string): Promise<string> {
  if (ref === undefined || !isCommit(revision) || hub.settings.offline) return path;
  await writeRef(hub, repository, ref, revision).catch((error: unknown) => {
    hub.log('warn', `${repository.repo}: the branch ${ref} could not be noted: ${error}`);
  });
  return path;
}
