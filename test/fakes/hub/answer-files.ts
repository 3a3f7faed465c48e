import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { atRevision, findRepository, mayRead, noRevision } from './find-repository.ts';
import { type ReplyTarget, sendFailure, sendRedirect } from './reply.ts';
import { type FakeFile, type FakeRepository, sha1 } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

const resolveRoute = /^\/(datasets\/)?([^/]+(?:\/[^/]+)?)\/resolve\/([^/]+)\/(.+)$/;
const cacheRoute = /^\/api\/resolve-cache\/(model|dataset)s\/([^/]+(?:\/[^/]+)?)\/([0-9a-f]{40})\/(.+)$/;

/**
 * Answers `/<id>/resolve/<revision>/<path>`: files in large file storage by 302 to the storage host, with the facts on the redirect;
 * others by 307 to `/api/resolve-cache/…`, which gives the content.
 */
export function answerResolve(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const url = new URL(request.url ?? '/', state.endpoint);
  const cached = cacheRoute.exec(url.pathname);
  const match = cached ?? resolveRoute.exec(url.pathname);
  if (match === null) {
    sendFailure(target, request, { status: 404, message: 'Not found' });
    return;
  }
  const [, kind = '', id = '', revision = '', path = ''] = match;
  const head = findRepository(state, request, target, kind.startsWith('dataset') ? 'dataset' : 'model', id);
  if (head === null || !mayRead(state, request, target, head.id)) return;
  const repository = atRevision(state, head, decodeURIComponent(revision));
  if (repository === null) {
    noRevision(request, target, revision);
    return;
  }
  const file = repository.files.get(decodeURIComponent(path));
  if (file === undefined) {
    noEntry(request, target, repository);
    return;
  }
  if (cached !== null) {
    sendContent(request, target, file, regularHeaders(repository, file));
    return;
  }
  if (file.sha256 === null) {
    sendRedirect(target, 307, cacheLocation(repository, path, file));
    return;
  }
  sendRedirect(target, 302, storageLocation(state, repository, path), {
    'X-Repo-Commit': repository.commit,
    'X-Linked-Size': file.size,
    'X-Linked-ETag': `"${file.sha256}"`,
    'X-Xet-Hash': file.xetHash ?? '',
  });
}

/** Answers as the storage host: content by a signed address, no facts of the Hub, another hash as ETag. */
export function answerStorage(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const url = new URL(request.url ?? '/', state.storage);
  const head = state.repositories.get(url.searchParams.get('repository') ?? '');
  const repository = head && atRevision(state, head, url.searchParams.get('commit') ?? '');
  const file = repository?.files.get(decodeURIComponent(url.searchParams.get('path') ?? ''));
  if (file === undefined) {
    sendFailure(target, request, { status: 403, message: 'SignatureDoesNotMatch' });
    return;
  }
  sendContent(request, target, file, { ETag: `"${file.xetHash}"`, 'Content-Type': 'application/octet-stream' });
}

function noEntry(request: IncomingMessage, target: ReplyTarget, repository: FakeRepository): void {
  const headers = { 'X-Repo-Commit': repository.commit };
  sendFailure(target, request, { status: 404, code: 'EntryNotFound', message: 'Entry not found', headers });
}

function regularHeaders({ commit }: FakeRepository, { gitOid, path }: FakeFile): OutgoingHttpHeaders {
  return {
    ETag: `"${gitOid}"`,
    'X-Repo-Commit': commit,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `inline; filename="${path.split('/').at(-1)}"`,
  };
}

function cacheLocation({ type, id, commit }: FakeRepository, path: string, { gitOid }: FakeFile): string {
  const asked = encodeURIComponent(`/${id}/resolve/${commit}/${path}`);
  return `/api/resolve-cache/${type}s/${id}/${commit}/${path}?${asked}=&etag=%22${gitOid}%22`;
}

function storageLocation(state: FakeHubState, { type, id, commit }: FakeRepository, path: string): string {
  const query = new URLSearchParams({ repository: `${type}/${id}`, commit, path, Signature: 'secret' });
  return `${state.storage}/xet-bridge/${sha1(`${id}/${path}`)}?${query}`;
}

function sendContent(
  request: IncomingMessage,
  target: ReplyTarget,
  file: FakeFile,
  headers: OutgoingHttpHeaders,
): void {
  const content = file.read();
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (range === null) {
    target.send(200, { ...headers, 'Accept-Ranges': 'bytes' }, content);
    return;
  }
  const start = Number(range[1]);
  const end = range[2] ? Math.min(Number(range[2]), file.size - 1) : file.size - 1;
  if (start >= file.size) {
    target.send(416, { 'Content-Range': `bytes */${file.size}` }, Buffer.alloc(0));
    return;
  }
  const partial = { ...headers, 'Content-Range': `bytes ${start}-${end}/${file.size}` };
  target.send(206, partial, content.subarray(start, end + 1));
}
