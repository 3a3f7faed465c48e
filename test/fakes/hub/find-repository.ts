import type { IncomingMessage } from 'node:http';
import { accountOf, maySee } from './accounts.ts';
import { type ReplyTarget, sendFailure, sendRedirect } from './reply.ts';
import type { FakeRepository } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

/**
 * The repository of an id as it was asked for. Old names and wrong letter case are redirected, missing ones refused as the Hub does
 * (401 without a token, 404 with one), so that private ones seem missing to others; then the answer is given and this returns null.
 */
export function findRepository(
  state: FakeHubState,
  request: IncomingMessage,
  target: ReplyTarget,
  type: FakeRepository['type'],
  id: string,
): FakeRepository | null {
  if (!tokenIsKnown(state, request, target)) return null;
  const found = state.repositories.get(`${type}/${id}`);
  if (found !== undefined && maySee(state, request, found)) return found;
  const renamed = found === undefined ? (state.renames.get(id) ?? otherCase(state, type, id)) : undefined;
  if (renamed !== undefined) sendRedirect(target, 307, (request.url ?? '').replace(id, renamed));
  else refuse(request, target);
  return null;
}

/** A repository as it is at a revision: one of its branches, its head, a commit; null where it has no such revision. */
export function atRevision(state: FakeHubState, repository: FakeRepository, revision: string): FakeRepository | null {
  if (['main', 'HEAD', repository.commit].includes(revision)) return repository;
  for (const [name, branch] of repository.branches ?? []) {
    if (revision === name || revision === branch.commit) return branch;
  }
  return state.earlier.get(`${repository.type}/${repository.id}@${revision}`) ?? null;
}

/** Answers that a revision is missing. */
export function noRevision(request: IncomingMessage, target: ReplyTarget, revision: string): void {
  sendFailure(target, request, { status: 404, code: 'RevisionNotFound', message: `Invalid rev id: ${revision}` });
}

/** Whether a request may read the files of a repository; where not, the answer is given. */
export function mayRead(state: FakeHubState, request: IncomingMessage, target: ReplyTarget, id: string): boolean {
  if (!state.options.gated?.includes(id)) return true;
  const withToken = request.headers.authorization !== undefined;
  if (withToken) return true;
  const message = `Access to model ${id} is restricted. You must have access to it and be authenticated.`;
  sendFailure(target, request, { status: 401, code: 'GatedRepo', message });
  return false;
}

/** Whether a request comes without a token or with one that is known; where not, the answer is given. */
export function tokenIsKnown(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): boolean {
  if (request.headers.authorization === undefined || accountOf(state, request) !== null) return true;
  sendFailure(target, request, { status: 401, message: 'Invalid credentials in Authorization header' });
  return false;
}

function otherCase(state: FakeHubState, type: string, id: string): string | undefined {
  const wanted = `${type}/${id}`.toLowerCase();
  return [...state.repositories.entries()].find(([key]) => key.toLowerCase() === wanted)?.[1].id;
}

function refuse(request: IncomingMessage, target: ReplyTarget): void {
  if (request.headers.authorization === undefined) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
  } else sendFailure(target, request, { status: 404, code: 'RepoNotFound', message: 'Repository not found' });
}
