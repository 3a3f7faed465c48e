import type { IncomingMessage } from 'node:http';
import { type ReplyTarget, sendFailure, sendRedirect } from './reply.ts';
import type { FakeRepository } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

/**
 * The repository of an id as it was asked for. Old names and wrong letter case are redirected, missing ones refused as the Hub does
 * (401 without a token, 404 with one); then the answer is given and this returns null.
 */
export function findRepository(
  state: FakeHubState,
  request: IncomingMessage,
  target: ReplyTarget,
  type: FakeRepository['type'],
  id: string,
): FakeRepository | null {
  if (!tokenIsKnown(state, request)) {
    sendFailure(target, request, { status: 401, message: 'Invalid credentials in Authorization header' });
    return null;
  }
  const found = state.repositories.get(`${type}/${id}`);
  if (found !== undefined) return found;
  const renamed = state.options.renames?.[id] ?? otherCase(state, type, id);
  if (renamed !== undefined) sendRedirect(target, 307, (request.url ?? '').replace(id, renamed));
  else refuse(request, target);
  return null;
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

function tokenIsKnown(state: FakeHubState, { headers }: IncomingMessage): boolean {
  return headers.authorization === undefined || headers.authorization === `Bearer ${state.options.token ?? 'hf_test'}`;
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
