import { readFile } from 'node:fs/promises';
import { configLimitBytes } from '../../esm/file-limits.ts';
import { type EsmMetadata, parseEsmMetadata } from '../../esm/metadata.ts';
import type { Hub } from '../../hub/hub.ts';
import type { RemoteRepository } from '../../hub/publishing/remote-repository.ts';
import { resolveFile } from '../../hub/resolve-file.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { sameBaseModel } from '../base-model/same-base-model.ts';

/** Files that do not make a repository something of its own. */
const ofAnyRepository = /^(?:\.gitattributes|\.gitignore|README\.md|LICENSE(?:\.\w+)?)$/;

/**
 * Looks whether a map may be put into a repository that is there: an empty one, or one that holds an older form of the same map.
 *
 * @throws {ProblemError} publish-name-taken, a problem of the Hub, run-cancelled
 */
export async function checkRoom(params: {
  hub: Hub;
  repository: RemoteRepository;
  map: { baseModel: string; taskId: string };
  signal: AbortSignal;
}): Promise<void> {
  const { repository, map } = params;
  const others = repository.files.filter((path) => !ofAnyRepository.test(path));
  if (others.length === 0) return;
  const there = await mapIn(params);
  const taken = { area: 'publish', code: 'publish-name-taken', repo: repository.id } as const;
  if (there === null) throw new ProblemError({ ...taken, holds: 'other-files', detail: others.slice(0, 3).join(', ') });
  if (there.taskId !== map.taskId || !sameBaseModel(there.baseModelName, map.baseModel)) {
    throw new ProblemError({ ...taken, holds: 'other-map', detail: `${there.baseModelName}, ${there.taskId}` });
  }
}

/** What a map in a repository says of itself; null where there is none. */
async function mapIn(params: {
  hub: Hub;
  repository: RemoteRepository;
  signal: AbortSignal;
}): Promise<EsmMetadata | null> {
  const { hub, repository, signal } = params;
  const { id: repo, sha: revision } = repository;
  const file = { hub, repo, revision, ref: 'main', path: 'config.json', limitBytes: configLimitBytes, signal };
  const path = await resolveFile(file);
  if (path === null) return null;
  try {
    return parseEsmMetadata(repo, await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
