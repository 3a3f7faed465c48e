import { ProblemError } from '../../protocol/problem.ts';
import { isCommit, type RepositoryFile, safeSegments } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import { isRedirect } from '../requests/redirect.ts';
import { withoutQuery } from '../requests/response-problem.ts';
import { sendRequest } from '../requests/send-request.ts';
import { isBlobName, normalizeEtag } from './blob-digest.ts';

/** The Hub's answer for one file. */
export type OpenedFile = { kind: 'absent'; commit: string | null } | OpenContent;

/** A file whose content can be read. */
export interface OpenContent {
  kind: 'open';
  /** Commit that the revision means. */
  commit: string;
  /** Normalised: sha256 or git's sha1 of the content. */
  etag: string;
  /** Bytes of the whole file; null where the Hub does not say. */
  size: number | null;
  /** First byte of the file that the answer holds: the one asked for, or 0. */
  from: number;
  /** Whether the answer is the part that was asked for, and not the whole file. */
  isPart: boolean;
  /** Where the content comes from, without the query, which may hold a signature. */
  url: string;
  /** What it takes to open the content again. */
  found: FoundContent;
  /** Its body is not read yet. */
  response: Response;
}

/** Where content was found, and what the Hub said of it. */
export interface FoundContent {
  /** With its query: never to be shown. */
  url: string;
  commit: string;
  /** As in {@link OpenContent}. */
  etag: string;
  size: number | null;
}

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
 * @param until end of what is wanted, exclusive. Default: all that follows
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function openFile(
  hub: Hub,
  file: RepositoryFile,
  from: number,
  signal: AbortSignal,
  until?: number,
): Promise<OpenedFile> {
  const start = fileUrl(hub.settings.endpoint, file);
  const wanted = { from, range: rangeHeader(from, until) };
  return follow(hub, file, { url: start, facts: { commit: null, etag: null, size: null }, ...wanted }, signal);
}

/**
 * Opens a file where its content was found before. The signature of that address may be no longer valid.
 *
 * @throws {ProblemError} hub-refused then; a problem of the Hub, run-cancelled
 */
export async function openFound(
  hub: Hub,
  file: RepositoryFile,
  { url, ...facts }: FoundContent,
  from: number,
  signal: AbortSignal,
  until?: number,
): Promise<OpenedFile> {
  return follow(hub, file, { url, facts, from, range: rangeHeader(from, until) }, signal);
}

function rangeHeader(from: number, until: number | undefined): string | null {
  return from > 0 || until !== undefined ? `bytes=${from}-${until === undefined ? '' : until - 1}` : null;
}

async function follow(
  hub: Hub,
  file: RepositoryFile,
  { url: start, facts, from, range }: { url: string; facts: Facts; from: number; range: string | null },
  signal: AbortSignal,
): Promise<OpenedFile> {
  let url = start;
  for (let hop = 0; hop < maxHops; hop++) {
    const response = await request(hub, file, url, range, signal);
    readFacts(facts, response, hub.isOwn(url));
    if (isMissingEntry(response)) {
      await response.body?.cancel();
      return { kind: 'absent', commit: isCommit(facts.commit ?? '') ? facts.commit : null };
    }
    const location = isRedirect(response) ? response.headers.get('location') : null;
    if (location === null) return opened(facts, response, url, from);
    await response.body?.cancel();
    url = nextUrl(location, url);
  }
  throw badResponse(url, 'too many redirects');
}

function request(
  hub: Hub,
  file: RepositoryFile,
  url: string,
  range: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const { repo, repoType = 'model', revision } = file;
  return sendRequest(hub, {
    url,
    redirect: 'manual',
    bucket: 'resolvers',
    subject: { repo, repoType, revision },
    headers: { 'Accept-Encoding': 'identity', ...(range === null ? {} : { Range: range }) },
    accept: (response) => hub.isOwn(url) && isMissingEntry(response),
    signal,
  });
}

function isMissingEntry({ status, headers }: Response): boolean {
  return status === 404 && headers.get('x-error-code') === 'EntryNotFound';
}

function nextUrl(location: string, url: string): string {
  const next = URL.parse(location, url);
  if (next !== null && /^https?:$/.test(next.protocol)) return next.href;
  throw badResponse(url, 'a redirect to no web address');
}

/** Keeps what the first hop that has it says. A plain ETag counts only where the Hub, or a mirror that names the commit, gives the content. */
function readFacts(facts: Facts, response: Response, own: boolean): void {
  const { headers, status } = response;
  const fromHub = own || headers.has('x-repo-commit');
  facts.commit ??= headers.get('x-repo-commit');
  facts.etag ??= headers.get('x-linked-etag');
  facts.size ??= numberIn(headers.get('x-linked-size'));
  if (status >= 300) return;
  if (fromHub) facts.etag ??= headers.get('etag');
  facts.size ??= contentSize(response);
}

/** Bytes of the whole file; of content that is packed on its way, the length says nothing. */
function contentSize({ headers, status }: Response): number | null {
  if (headers.has('content-encoding')) return null;
  return status === 206 ? (rangeOf(headers)?.size ?? null) : numberIn(headers.get('content-length'));
}

/** What part of the file an answer with 206 holds; null where it does not say so in order. */
function rangeOf(headers: Headers): { start: number; size: number | null } | null {
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(headers.get('content-range')?.trim() ?? '') ?? [];
  const [start, end, whole] = [first, last, size].map((digits) => numberIn(digits ?? null));
  if (start == null || end == null || start > end || (whole != null && end >= whole)) return null;
  return { start, size: whole ?? null };
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : null;
}

function opened({ commit, etag: quoted, size }: Facts, response: Response, url: string, wanted: number): OpenContent {
  const etag = normalizeEtag(quoted ?? '');
  const isPart = response.status === 206;
  const part = rangeOf(response.headers);
  const from = isPart ? part?.start : 0;
  if (commit === null || !isCommit(commit)) throw badResponse(url, 'no commit (X-Repo-Commit)');
  if (!isBlobName(etag)) throw badResponse(url, 'no usable digest (ETag)');
  if (from === undefined || (isPart && from !== wanted)) throw badResponse(url, 'another range than asked for');
  if (isPart && part?.size != null && part.size !== size) throw badResponse(url, 'a range of a file of another size');
  const found = { url, commit, etag, size };
  return { kind: 'open', commit, etag, size, from, isPart, url: withoutQuery(url), found, response };
}

function badResponse(url: string, reason: string): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-bad-response', url: withoutQuery(url), reason });
}
