import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writing } from './cache/cache-problem.ts';
import { contentDigest } from './cache/content-digest.ts';
import { noteDigest } from './cache/expected-content.ts';
import { blobPath, type RepositoryFile } from './cache/layout.ts';
import { isFolder, makeWay } from './cache/make-way.ts';
import { markAbsent } from './cache/mark-absent.ts';
import { placeInSnapshot } from './cache/place-in-snapshot.ts';
import { removeStaleParts } from './cache/remove-stale-parts.ts';
import { writeRef } from './cache/write-ref.ts';
import { throwIfCancelled } from './cancelled.ts';
import { blobDigest } from './download/blob-digest.ts';
import { downloadBlob } from './download/download-blob.ts';
import type { OpenContent } from './download/open-file.ts';
import { checkSize } from './download/too-large.ts';
import type { Hub } from './hub.ts';
import { RemoteFile } from './ranges/remote-file.ts';

/** A file that is fetched into the cache. */
export interface FileFetch extends RepositoryFile {
  hub: Hub;
  signal: AbortSignal;
  /** Bytes that the file can have, by what it is: beyond that nothing is fetched. */
  limitBytes: number;
  /** The same file, where it was read in parts before: so it need not be looked for again. */
  remote?: RemoteFile;
  /** Bytes from its start that are there already, and are not fetched again. */
  beginning?: Uint8Array;
  /** Bytes received so far, of the file's size where the Hub says it. */
  onBytes?: (received: number, size: number | null) => void;
}

/**
 * Asks the Hub for a file and brings it into the cache: its blob, where that is not there or not whole, and its place in the snapshot.
 *
 * @param replace whether what lies in that place is damaged
 * @returns its absolute path in the snapshot; null where the repository has no such file
 * @throws {ProblemError} hub-file-too-large, hub-cached-file-damaged where a folder is in its place; a problem of the Hub or the cache,
 * run-cancelled
 */
export async function fetchFile(params: FileFetch, replace: boolean): Promise<string | null> {
  const { hub, signal, revision, beginning = new Uint8Array() } = params;
  const remote = params.remote ?? new RemoteFile(hub, params);
  const opened = await remote.open(beginning.length, signal);
  if (opened.kind === 'absent') {
    if (opened.commit === null) return null;
    await markAbsent(hub, params, opened.commit);
    await writeRef(hub, params, revision, opened.commit);
    return null;
  }
  const { commit, etag } = opened;
  const blob = blobPath(hub.settings.cacheFolder, params, etag);
  const isNew = await bringBlob({ ...params, remote, beginning }, opened, blob);
  const path = await placeInSnapshot({ hub, file: params, commit, blob, isNew, replace });
  // What was just checked on its way is not read again for that.
  if (isNew) hub.verified.add(await stat(path));
  await noteDigest(hub, params, commit, path, etag);
  await writeRef(hub, params, revision, commit);
  return path;
}

/** Whether the blob had to be fetched. */
async function bringBlob(
  params: Required<Pick<FileFetch, 'remote' | 'beginning'>> & FileFetch,
  opened: OpenContent,
  blob: string,
): Promise<boolean> {
  const { hub, signal, limitBytes, remote, beginning } = params;
  try {
    checkSize(params, opened.size);
    if (await isWholeBlob(params, opened, blob)) return false;
    await writing(hub, () => mkdir(dirname(blob), { recursive: true }));
    await removeStaleParts(dirname(blob));
    if (await isFolder(blob)) await makeWay(params, blob);
    const onBytes = (received: number) => params.onBytes?.(received, opened.size);
    const reopen = (from: number) => remote.open(from, signal);
    await downloadBlob({ hub, file: params, opened, reopen, beginning, blob, limitBytes, signal, onBytes });
    return true;
  } finally {
    // Ends the connection where the body was not read to its end.
    await opened.response.body?.cancel().catch(() => {});
  }
}

/** Whether a blob is there with the size and, where the ETag is one, the digest that the Hub says. */
async function isWholeBlob({ hub, signal }: FileFetch, { etag, size }: OpenContent, blob: string) {
  const found = await stat(blob).catch(() => null);
  if (!found?.isFile() || (size !== null && found.size !== size)) return false;
  if (hub.verified.has(found) || blobDigest(etag, found.size) === null) return true;
  const digest = await contentDigest({ path: blob, size: found.size, expected: etag, signal }).catch((error) => {
    throwIfCancelled(signal);
    hub.log('warn', `${blob} cannot be read: ${error}`);
    return null;
  });
  if (digest === etag) hub.verified.add(found);
  return digest === etag;
}
