import type { IncomingMessage } from 'node:http';
import { answerWhoami, rightsToWrite } from './accounts.ts';
import { answerCommit } from './answer-commit.ts';
import { answerCreate } from './answer-create.ts';
import { answerComplete } from './answer-lfs.ts';
import { answerListing } from './answer-listing.ts';
import { answerPreupload } from './answer-preupload.ts';
import { answerPathsInfo, answerTree } from './answer-tree.ts';
import { answerValidateYaml } from './answer-validate-yaml.ts';
import { atRevision, findRepository, noRevision, tokenIsKnown } from './find-repository.ts';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import { repositoryFacts } from './repository-facts.ts';
import type { FakeHubState } from './start-fake-hub.ts';

const repositoryRoute =
  /^\/api\/(model|dataset)s\/([^/]+(?:\/[^/]+)?)(?:\/(revision|tree|paths-info|preupload|commit)\/([^/]+)(?:\/(.+))?)?$/;

/** Answers `/api/…`: listing, info, tree, paths-info, whoami, and what writes. */
export async function answerApi(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): Promise<void> {
  const url = new URL(request.url ?? '/', state.endpoint);
  if (url.pathname === '/api/models' || url.pathname === '/api/datasets') answerListing(state, request, target);
  else if (url.pathname === '/api/validate-yaml') await answerValidateYaml(request, target);
  else if (!tokenIsKnown(state, request, target)) return;
  else if (url.pathname === '/api/whoami-v2') answerWhoami(state, request, target);
  else if (url.pathname === '/api/repos/create') await answerCreate(state, request, target);
  else if (url.pathname === '/api/complete_multipart') await answerComplete(state, request, target);
  else await answerRepository(state, request, url, target);
}

async function answerRepository(
  state: FakeHubState,
  request: IncomingMessage,
  url: URL,
  target: ReplyTarget,
): Promise<void> {
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
  } else if (route === 'paths-info') await answerPathsInfo(repository, request, target);
  else if (route === 'preupload' || route === 'commit') {
    if (!rightsToWrite(state, request, target, repository.id)) return;
    if (route === 'preupload') await answerPreupload(repository, request, target);
    else await answerCommit(state, repository, request, target);
  } else sendJson(target, repositoryFacts(repository, url, 'info'));
}
