import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { wait } from '../requests/wait.ts';
import { callHub } from './call-hub.ts';
import { type RemoteRepository, remoteRepository } from './remote-repository.ts';

/** What the Hub says while it makes another repository for the same account (huggingface_hub, `create_repo`). */
const busy = /another conflicting operation is in progress/i;

/**
 * Makes a repository of models, and gives it as it is then. One that is there already, as after a connection that broke off when the Hub
 * had made it, is as good.
 *
 * @throws {ProblemError} publish-refused; publish-name-taken by one that this token may not see; a problem of the Hub, run-cancelled
 */
export async function createRepository(params: {
  hub: Hub;
  repo: string;
  private: boolean;
  signal: AbortSignal;
}): Promise<RemoteRepository> {
  const { hub, repo, signal } = params;
  await create(params);
  const made = await remoteRepository(hub, repo, signal);
  if (made !== null) return made;
  throw new ProblemError({ area: 'publish', code: 'publish-name-taken', repo, holds: 'unseen', detail: '' });
}

async function create(params: Parameters<typeof createRepository>[0]): Promise<void> {
  const { hub, repo, signal } = params;
  const [organization, name] = repo.split('/');
  const body = { name, organization, type: 'model', visibility: params.private ? 'private' : 'public' };
  for (const waitMs of [...hub.timing.retryMs, null]) {
    const refusals = [400, 401, 402, 403, 409];
    const asked = await callHub({ hub, path: '/api/repos/create', body, form: z.unknown(), refusals, signal });
    if (asked.ok) return;
    const { status, message } = asked;
    if (status !== 409) throw new ProblemError({ area: 'publish', code: 'publish-refused', repo, status, message });
    if (!busy.test(message) || waitMs === null) return;
    await wait(hub, waitMs, { asked: true, signal });
  }
}
