import { ProblemError } from '../protocol/problem.ts';
import { normalizeEtag } from './blob-digest.ts';
import { type RepositoryFile, safeSegments } from './cache-layout.ts';
import type { Hub } from './hub.ts';
import { sendRequest } from './request.ts';
import { withoutQuery } from './response-problem.ts';

/** The Hub's answer for one file. */
export type OpenedFile =
  | { kind: 'absent'; commit: string | null }
  | {
      kind: 'open';
      /** Commit that the revision means. */
      commit: string;
      /** Normalised: sha256 or git's sha1 of the content. */
      etag: string;
      /** Bytes of the whole file; null where the Hub does not say. */
      size: number | null;
      /** The content, from `from` on where `partial`. Its body is not read yet. */
      response: Response;
      partial: boolean;
    };

interface Facts {
  commit: string | null;
  etag: string | null;
  size: number | null;
}

/** Renames, `/api/resolve-cache`, storage: three hops are common. */
const maxHops = 8;

/** URL of a file (huggingface_hub, `hf_hub_url`): the revision and each segment percent-encoded. */
export function fileUrl(endpoint: string, { repo, repoType, revision, path }: RepositoryFile): string {
  const prefix = repoType === 'dataset' ? 'datasets/' : '';
  const segments = safeSegments(repo, path).map(encodeURIComponent).join('/');
  return `${endpoint}/${prefix}${repo}/resolve/${encodeURIComponent(revision)}/${segments}`;
}

/**
 * Opens a file for reading. Redirects are followed by hand: only the Hub's own answers name commit, digest and size of files in
 * large file storage; the storage host's ETag is another hash.
 *
 * @param from first byte wanted, to go on after a break
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function openFile(hub: Hub, file: RepositoryFile, from: number, signal: AbortSignal): Promise<OpenedFile> {
  const facts: Facts = { commit: null, etag: null, size: null };
  let url = fileUrl(hub.settings.endpoint, file);
  for (let hop = 0; hop < maxHops; hop++) {
    const response = await request(hub, file, url, from, signal);
    readFacts(facts, response);
    if (isMissingEntry(response)) {
      await response.body?.cancel();
      return { kind: 'absent', commit: facts.commit };
    }
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return opened(facts, response, url);
    await response.body?.cancel();
    url = new URL(location, url).href;
  }
  throw badResponse(url, 'too many redirects');
}

function request(hub: Hub, file: RepositoryFile, url: string, from: number, signal: AbortSignal): Promise<Response> {
  const { repo, repoType = 'model', revision } = file;
  return sendRequest(hub, {
    url,
    redirect: 'manual',
    bucket: 'resolvers',
    subject: { repo, repoType, revision },
    headers: { 'Accept-Encoding': 'identity', ...(from > 0 ? { Range: `bytes=${from}-` } : {}) },
    accept: isMissingEntry,
    signal,
  });
}

function isMissingEntry(response: Response): boolean {
  return response.status === 404 && response.headers.get('x-error-code') === 'EntryNotFound';
}

/** Keeps what the first hop that has it says. A plain ETag counts only from the Hub's own file answer, the last hop. */
function readFacts(facts: Facts, { headers, status }: Response): void {
  facts.commit ??= headers.get('x-repo-commit');
  const linkedEtag = headers.get('x-linked-etag');
  const linkedSize = headers.get('x-linked-size');
  if (linkedEtag !== null) facts.etag ??= normalizeEtag(linkedEtag);
  if (linkedSize !== null && /^\d+$/.test(linkedSize)) facts.size ??= Number(linkedSize);
  if (status >= 300) return;
  const etag = headers.get('etag');
  if (etag !== null) facts.etag ??= normalizeEtag(etag);
  facts.size ??= sizeOf(headers);
}

function sizeOf(headers: Headers): number | null {
  const range = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const length = range ?? headers.get('content-length');
  return length !== null && /^\d+$/.test(length) && headers.get('content-encoding') === null ? Number(length) : null;
}

function opened({ commit, etag, size }: Facts, response: Response, url: string): OpenedFile {
  if (commit === null) throw badResponse(url, 'no commit (X-Repo-Commit)');
  if (etag === null || !/^[\w.-]+$/.test(etag)) throw badResponse(url, 'no usable digest (ETag)');
  return { kind: 'open', commit, etag, size, response, partial: response.status === 206 };
}

function badResponse(url: string, reason: string): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-bad-response', url: withoutQuery(url), reason });
}
