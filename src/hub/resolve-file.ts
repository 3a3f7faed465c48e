import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';
import { isCommit, type RepositoryFile, repositoryFolder } from './cache-layout.ts';
import { linkSnapshot, markAbsent, writeRef, writing } from './cache-writes.ts';
import { cachedFile } from './cached-file.ts';
import { throwIfCancelled } from './cancelled.ts';
import { downloadBlob, hasBlob } from './download-blob.ts';
import type { Hub } from './hub.ts';
import { isUnanswered } from './is-unanswered.ts';
import { type OpenedFile, openFile } from './open-file.ts';
import { checkRepositoryId } from './repository-id.ts';

/** A file that is wanted in the cache. */
export interface ResolveParams extends RepositoryFile {
  hub: Hub;
  signal: AbortSignal;
  /** The branch that a commit was resolved from, noted in the cache so that Python finds the file offline. */
  ref?: string;
  /** Bytes received so far, of the file's size where the Hub says it. */
  onBytes?: (received: number, size: number | null) => void;
}

/**
 * Brings a file into the cache that is shared with Python, and gives its absolute path. A file of a known commit that is there makes
 * no request; one of a branch is asked for, and taken from the cache where the Hub does not answer.
 *
 * @returns null where the repository has no such file
 * @throws {ProblemError} a problem of the Hub or the cache, run-cancelled
 */
export async function resolveFile(params: ResolveParams): Promise<string | null> {
  const { hub, signal } = params;
  checkRepositoryId(params.repo);
  const known = await cachedFile(hub, params);
  if (isCommit(params.revision) || hub.settings.offline) {
    if (known.kind === 'cached') return noted(params, known.path);
    if (known.kind === 'absent') return null;
    if (hub.settings.offline) throw notCached(params);
  }
  try {
    const name = [params.repoType, params.repo, params.revision, params.path].join(' ');
    return await hub.fetching.run(name, signal, () => queued(params));
  } catch (error) {
    throwIfCancelled(signal);
    if (known.kind === 'cached' && isUnanswered(error)) return known.path;
    throw error;
  }
}

/** Fetches a file when it is its turn. The queue has an error of its own for what is aborted while it waits. */
function queued(params: ResolveParams): Promise<string | null> {
  const { hub, signal } = params;
  return hub.downloads
    .add(() => fetchFile(params), { signal })
    .catch((error: unknown) => {
      throwIfCancelled(signal);
      throw error;
    });
}

async function fetchFile(params: ResolveParams): Promise<string | null> {
  const { hub, signal } = params;
  throwIfCancelled(signal);
  const opened = await openFile(hub, params, 0, signal);
  if (opened.kind === 'absent') {
    if (opened.commit !== null) await markAbsent(hub, params, opened.commit);
    return null;
  }
  const blobs = join(repositoryFolder(hub.settings.cacheFolder, params), 'blobs');
  await writing(hub, () => mkdir(blobs, { recursive: true }));
  const blob = join(blobs, opened.etag);
  await bringBlob(params, opened, blob);
  const path = await linkSnapshot(hub, params, opened.commit, blob);
  if (!isCommit(params.revision)) await writeRef(hub, params, params.revision, opened.commit);
  return noted(params, path);
}

async function bringBlob(
  params: ResolveParams,
  opened: Extract<OpenedFile, { kind: 'open' }>,
  blob: string,
): Promise<void> {
  const { hub, signal } = params;
  if (await hasBlob(blob, opened.size)) {
    await opened.response.body?.cancel();
    return;
  }
  const onBytes = (received: number) => params.onBytes?.(received, opened.size);
  await downloadBlob({ hub, file: params, opened, blob, signal, onBytes });
}

async function noted(params: ResolveParams, path: string): Promise<string> {
  const { hub, ref, revision } = params;
  if (ref !== undefined && isCommit(revision)) await writeRef(hub, params, ref, revision);
  return path;
}

function notCached({ repo, path }: RepositoryFile): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo, path });
}
