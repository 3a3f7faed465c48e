import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { isCommit } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import { callHub } from './call-hub.ts';
import { uploadLarge } from './lfs-upload.ts';
import { fileChanges, type NewFile, type RemoteRepository, remoteRepository, sha256 } from './remote-repository.ts';

const preupload = z.object({
  files: z.array(z.object({ path: z.string(), uploadMode: z.enum(['lfs', 'regular']) })),
});

const committed = z.object({ commitOid: z.string().refine(isCommit) });

/** Files for the head of a repository. */
export interface NewCommit {
  hub: Hub;
  /** As it was when the commit was decided on: where it has changed since, nothing is written. */
  repository: Pick<RemoteRepository, 'id' | 'sha'>;
  files: readonly NewFile[];
  /** One line. */
  message: string;
  signal: AbortSignal;
}

/**
 * Puts files into a repository in one commit, those first that go to large file storage. May be repeated after any break: where the
 * commit was made, and only its answer lost, that is found out.
 *
 * @returns the head with the files
 * @throws {ProblemError} publish-refused, publish-upload-refused, publish-conflict, a problem of the Hub, run-cancelled
 */
export async function commitFiles(commit: NewCommit): Promise<string> {
  const large = await largeFiles(commit);
  await uploadLarge(commit, large);
  const { hub, repository, signal } = commit;
  const asked = await callHub({
    hub,
    path: `/api/models/${repository.id}/commit/main`,
    body: operations(commit, large),
    contentType: 'application/x-ndjson',
    form: committed,
    refusals: [400, 401, 403, 404, 409, 412, 413, 422],
    signal,
  });
  if (asked.ok) return asked.answer.commitOid;
  const { status, message } = asked;
  if (status !== 409 && status !== 412) {
    throw new ProblemError({ area: 'publish', code: 'publish-refused', repo: repository.id, status, message });
  }
  return ownHead(commit);
}

/** Which files go to large file storage, as the Hub decides. */
async function largeFiles({ hub, repository, files, signal }: NewCommit): Promise<NewFile[]> {
  const described = files.map(({ path, content }) => ({
    path,
    size: content.byteLength,
    sample: Buffer.from(content.subarray(0, 512)).toString('base64'),
  }));
  const asked = await callHub({
    hub,
    path: `/api/models/${repository.id}/preupload/main`,
    body: { files: described },
    form: preupload,
    refusals: [400, 401, 403, 404],
    signal,
  });
  if (!asked.ok) {
    const { status, message } = asked;
    throw new ProblemError({ area: 'publish', code: 'publish-refused', repo: repository.id, status, message });
  }
  const large = new Set(asked.answer.files.filter(({ uploadMode }) => uploadMode === 'lfs').map(({ path }) => path));
  return files.filter(({ path }) => large.has(path));
}

/** The commit as newline-delimited JSON (huggingface_hub, `_prepare_commit_payload`). */
function operations({ repository, files, message }: NewCommit, large: readonly NewFile[]): string {
  const header = { key: 'header', value: { summary: message, description: '', parentCommit: repository.sha } };
  const lines = files.map((file) => {
    const { path, content } = file;
    if (large.includes(file)) {
      const value = { path, algo: 'sha256', oid: sha256(content), size: content.byteLength };
      return { key: 'lfsFile', value };
    }
    return { key: 'file', value: { path, content: Buffer.from(content).toString('base64'), encoding: 'base64' } };
  });
  return [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The head where it holds the files: then it was this commit that changed it. @throws {ProblemError} publish-conflict */
async function ownHead({ hub, repository, files, signal }: NewCommit): Promise<string> {
  const head = await remoteRepository(hub, repository.id, signal);
  if (head !== null) {
    const changes = await fileChanges({ hub, repository: head, files, signal });
    if ([...changes.values()].every((change) => change === 'same')) return head.sha;
  }
  throw new ProblemError({ area: 'publish', code: 'publish-conflict', repo: repository.id });
}
