import type { IncomingMessage } from 'node:http';
import { findRepository } from './find-repository.ts';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import type { FakeFile, FakeRepository } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

/** Answers `/api/…`: listing, info, tree, whoami. */
export function answerApi(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const url = new URL(request.url ?? '/', state.endpoint);
  if (url.pathname === '/api/models') {
    listModels(state, url, target);
    return;
  }
  if (url.pathname === '/api/whoami-v2') {
    whoami(request, target);
    return;
  }
  const match = /^\/api\/(model|dataset)s\/([^/]+(?:\/[^/]+)?)(?:\/(revision|tree)\/([^/]+))?$/.exec(url.pathname);
  if (match === null) {
    sendFailure(target, request, { status: 404, message: 'Not found' });
    return;
  }
  const [, type, id = '', route, revision = 'main'] = match;
  const repository = findRepository(state, request, target, type === 'dataset' ? 'dataset' : 'model', id);
  if (repository === null) return;
  if (!hasRevision(repository, decodeURIComponent(revision))) {
    noRevision(request, target, revision);
    return;
  }
  if (route === 'tree') {
    sendJson(target, [...repository.files.values()].map(treeEntry));
    return;
  }
  sendJson(target, {
    ...entry(repository),
    siblings: [...repository.files.keys()].map((rfilename) => ({ rfilename })),
  });
}

/** Whether a repository has a revision: its branch, its head, its commit. */
export function hasRevision(repository: FakeRepository, revision: string): boolean {
  return ['main', 'HEAD', repository.commit].includes(revision);
}

/** Answers that a revision is missing. */
export function noRevision(request: IncomingMessage, target: ReplyTarget, revision: string): void {
  sendFailure(target, request, { status: 404, code: 'RevisionNotFound', message: `Invalid rev id: ${revision}` });
}

function listModels(state: FakeHubState, url: URL, target: ReplyTarget): void {
  const filters = url.searchParams.getAll('filter');
  const models = [...state.repositories.values()].filter(
    ({ type, tags }) => type === 'model' && filters.every((filter) => tags.includes(filter)),
  );
  const limit = Math.min(Number(url.searchParams.get('limit') ?? 1000), state.options.pageSize ?? 500);
  const start = Number(Buffer.from(url.searchParams.get('cursor') ?? '', 'base64url').toString() || 0);
  const next = new URL(url);
  next.searchParams.set('cursor', Buffer.from(String(start + limit)).toString('base64url'));
  const headers = start + limit < models.length ? { Link: `<${next.href}>; rel="next"` } : {};
  sendJson(target, models.slice(start, start + limit).map(entry), headers);
}

function entry({ id, commit, tags, downloads }: FakeRepository): Record<string, unknown> {
  return {
    _id: commit.slice(0, 24),
    id,
    modelId: id,
    sha: commit,
    tags,
    downloads,
    likes: 0,
    private: false,
    gated: false,
    lastModified: '2025-01-01T00:00:00.000Z',
  };
}

function treeEntry({ path, size, gitOid, sha256, xetHash }: FakeFile): Record<string, unknown> {
  const lfs = sha256 === null ? {} : { lfs: { oid: sha256, size, pointerSize: 134 }, xetHash };
  return { type: 'file', path, size, oid: gitOid, ...lfs };
}

function whoami(request: IncomingMessage, target: ReplyTarget): void {
  if (request.headers.authorization === undefined) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
    return;
  }
  sendJson(target, {
    type: 'user',
    id: '1',
    name: 'tester',
    fullname: 'Tester',
    orgs: [],
    auth: { type: 'access_token' },
  });
}
