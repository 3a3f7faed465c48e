import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isRepositoryId } from '../../protocol/repository-id.ts';
import { isCommit } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import { callHub } from './call-hub.ts';

const repositoryInfo = z.object({
  id: z.string().refine(isRepositoryId),
  sha: z.string().refine(isCommit),
  private: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  siblings: z.array(z.object({ rfilename: z.string() })).nullish(),
});

/** A repository of models as it is on the Hub at this moment. */
export interface RemoteRepository {
  /** What it is called now: old names lead here. */
  id: string;
  /** Commit of its head. */
  sha: string;
  private: boolean;
  tags: string[];
  /** Paths of its files. */
  files: string[];
}

/**
 * Asks the Hub for a repository; nothing that was known before is taken for an answer. Null where there is none that this token may see.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function remoteRepository(hub: Hub, repo: string, signal: AbortSignal): Promise<RemoteRepository | null> {
  const fields = ['sha', 'private', 'tags', 'siblings'].map((field) => `expand=${field}`).join('&');
  const path = `/api/models/${repo}?${fields}`;
  const asked = await callHub({ hub, path, form: repositoryInfo, refusals: [401, 403, 404], signal });
  if (!asked.ok) return null;
  const { id, sha, tags, siblings } = asked.answer;
  return {
    id,
    sha,
    private: asked.answer.private ?? false,
    tags: tags ?? [],
    files: (siblings ?? []).map(({ rfilename }) => rfilename),
  };
}

const pathInfo = z.object({
  path: z.string(),
  oid: z.string().nullish(),
  lfs: z.object({ oid: z.string() }).nullish(),
});

/** A file that is, or may become, part of a repository. */
export interface NewFile {
  /** Within the repository. */
  path: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Whether a file is new to a commit, differs from what is there, or is the same. */
export type FileChange = 'new' | 'changed' | 'same';

/**
 * What files would change in a repository, by path: compared by the hashes that the Hub names them by.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function fileChanges(params: {
  hub: Hub;
  repository: Pick<RemoteRepository, 'id' | 'sha'>;
  files: readonly NewFile[];
  signal: AbortSignal;
}): Promise<Map<string, FileChange>> {
  const { hub, repository, files, signal } = params;
  const asked = await callHub({
    hub,
    path: `/api/models/${repository.id}/paths-info/${repository.sha}`,
    body: { paths: files.map(({ path }) => path), expand: false },
    form: z.array(pathInfo),
    signal,
  });
  const there = new Map(asked.ok ? asked.answer.map((entry) => [entry.path, entry]) : []);
  return new Map(
    files.map(({ path, content }) => {
      const found = there.get(path);
      if (found === undefined) return [path, 'new'];
      const same = found.lfs ? found.lfs.oid === sha256(content) : found.oid === gitOid(content);
      return [path, same ? 'same' : 'changed'];
    }),
  );
}

/** Hex SHA-256, by which large file storage names contents. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Git's name of a content: SHA-1 of `blob <size>\0` and the content. */
function gitOid(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}
