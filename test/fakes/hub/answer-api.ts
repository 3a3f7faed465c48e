import type { IncomingMessage } from 'node:http';
import { answerListing } from './answer-listing.ts';
import { answerPathsInfo, answerTree } from './answer-tree.ts';
import { atRevision, findRepository, noRevision, tokenIsKnown } from './find-repository.ts';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import { repositoryFacts } from './repository-facts.ts';
import type { FakeHubState } from './start-fake-hub.ts';

const repositoryRoute =
  /^\/api\/(model|dataset)s\/([^/]+(?:\/[^/]+)?)(?:\/(revision|tree|paths-info)\/([^/]+)(?:\/(.+))?)?$/;

/** Answers `/api/…`: listing, info, tree, paths-info, whoami. */
export function answerApi(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const url = new URL(request.url ?? '/', state.endpoint);
  if (url.pathname === '/api/models' || url.pathname === '/api/datasets') answerListing(state, url, target);
  else if (url.pathname === '/api/whoami-v2') answerWhoami(state, request, target);
  else answerRepository(state, request, url, target);
}

function answerRepository(state: FakeHubState, request: IncomingMessage, url: URL, target: ReplyTarget): void {
  const match = repositoryRoute.exec(url.pathname);
  if (match === null) {
    sendFailure(target, request, { status: 404, message: 'Not found' });
    return;
  }
  const [, type, id = '', route, revision = 'main', folder = ''] = match;
  const head = findRepository(state, request, target, type === 'dataset' ? 'dataset' : 'model', id);
  if (head === null) return;
  const repository = atRevision(state, head, decodeURIComponent(revision));
  if (repository === null) noRevision(request, target, revision);
  else if (route === 'tree') {
    const { pageSize = 1000 } = state.options;
    answerTree(repository, { url, folder: decodeURIComponent(folder), pageSize }, target);
  } else if (route === 'paths-info') void answerPathsInfo(repository, request, target);
  else sendJson(target, repositoryFacts(repository, url, 'info'));
}

function answerWhoami(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  if (!tokenIsKnown(state, request, target)) return;
  if (request.headers.authorization === undefined) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
    return;
  }
  const auth = { type: 'access_token', accessToken: { displayName: 'test', role: 'write' } };
  sendJson(target, { type: 'user', id: '1', name: 'tester', fullname: 'Tester', orgs: [], auth });
}
