import { esmTag } from '../../esm/esm-tag.ts';
import type { Hub } from '../../hub/hub.ts';
import { listModels } from '../../hub/list-models.ts';
import { commitFiles } from '../../hub/publishing/commit-files.ts';
import { createRepository } from '../../hub/publishing/create-repository.ts';
import { fileChanges, type RemoteRepository } from '../../hub/publishing/remote-repository.ts';
import { wait } from '../../hub/requests/wait.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PublishedEsm, PublishPlan } from '../../protocol/publish-plan.ts';
import type { EngineContext } from '../context.ts';
import { checkRoom } from './check-room.ts';
import { checkAsPlanned, publishContents } from './publish-contents.ts';

/**
 * Does what a plan says: makes the repository where there is none, and puts the files that it lacks there in one commit. It may be
 * repeated after any break, with the same plan or a new one; what is there is not sent again. Then asks whether the map is found.
 *
 * @throws {ProblemError} publish-file-changed, publish-conflict, any other of the areas `publish` and `hub`; run-cancelled
 */
export async function publishMap(
  { hub }: EngineContext,
  plan: PublishPlan,
  signal: AbortSignal,
): Promise<PublishedEsm> {
  const { endpoint, token } = hub.settings;
  if (token === null) throw new ProblemError({ area: 'publish', code: 'publish-no-token', endpoint });
  const { request, repo, message, url, visibility, baseModel } = plan;
  const planned = plan.head === null ? null : { id: repo, sha: plan.head };
  const { files } = await publishContents({ hub, request, repository: planned, signal });
  checkAsPlanned(request.kind === 'folder' ? request.folder : repo, files, plan);
  const repository = planned ?? (await madeFor(hub, plan, signal));
  const changes = await fileChanges({ hub, repository, files, signal });
  const lacking = files.filter(({ path }) => changes.get(path) !== 'same');
  const commit =
    lacking.length === 0 ? repository.sha : await commitFiles({ hub, repository, files: lacking, message, signal });
  const found = await isFound(hub, plan, signal);
  return { repo, url, commit, files: lacking.map(({ path }) => path), visibility, baseModel, found };
}

/** The new repository; or one that was made since, with as much of the map as an attempt before has put there. */
async function madeFor(hub: Hub, plan: PublishPlan, signal: AbortSignal): Promise<RemoteRepository> {
  const repository = await createRepository({ hub, repo: plan.repo, private: plan.visibility === 'private', signal });
  await checkRoom({ hub, repository, map: plan, signal });
  return repository;
}

/** Whether the Hub lists the map as rankings look for it. Its lists may be a moment behind: it is asked more than once. */
async function isFound(hub: Hub, { repo, baseModel }: PublishPlan, signal: AbortSignal): Promise<boolean> {
  for (const waitMs of [0, ...hub.timing.retryMs.slice(0, 2)]) {
    await wait(hub, waitMs, { asked: false, signal });
    const listed = await listModels({ hub, tags: [esmTag, `base_model:${baseModel}`], signal }).catch(noList);
    if (listed.some(({ id }) => id === repo)) return true;
  }
  return false;
}

/** The map is published all the same. */
function noList(error: unknown): [] {
  if (error instanceof ProblemError && error.problem.area === 'hub') return [];
  throw error;
}
