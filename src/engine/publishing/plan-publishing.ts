import { checkMayWrite, type HubAccount, hubAccount, inOwnLetters } from '../../hub/publishing/account.ts';
import {
  fileChanges,
  type NewFile,
  type RemoteRepository,
  remoteRepository,
  sha256,
} from '../../hub/publishing/remote-repository.ts';
import { validateCard } from '../../hub/publishing/validate-card.ts';
import { checkRepositoryId } from '../../hub/repository-id.ts';
import { modelPageId } from '../../protocol/hub-address.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PublishPlan, PublishRequest } from '../../protocol/publish-plan.ts';
import type { EngineContext } from '../context.ts';
import { checkRoom } from './check-room.ts';
import { checkTokens, publishContents } from './publish-contents.ts';

/**
 * Finds out what publishing a map, or repairing a published one, would make public and where, and whether it can be done: the map, the
 * account, the name, the card. Writes nothing.
 *
 * @param params.dryRun whether it is for a look only, for which nobody needs a token
 * @throws {ProblemError} of the areas `publish`, `esm` and `hub`; run-no-such-folder, run-cancelled
 */
export async function planPublishing(
  { hub }: EngineContext,
  params: { request: PublishRequest; dryRun: boolean; signal: AbortSignal },
): Promise<PublishPlan> {
  const { request, dryRun, signal } = params;
  if (hub.settings.offline) throw new ProblemError({ area: 'publish', code: 'publish-offline' });
  const named = modelPageId(request.repo, hub.settings.endpoint) ?? request.repo;
  checkRepositoryId(named);
  const account = dryRun && hub.settings.token === null ? null : await hubAccount(hub, signal);
  checkOwner(named, account);
  const wanted = account === null ? named : inOwnLetters(account, named);
  const repository = await remoteRepository(hub, wanted, signal);
  const repo = repository?.id ?? wanted;
  if (account !== null) checkMayWrite(account, repo);
  const contents = await publishContents({ hub, request, repository, signal });
  const { files, card, license, baseModel, taskId } = contents;
  if (repository !== null) await checkRoom({ hub, repository, map: contents, signal });
  const { errors, warnings } = await validateCard(hub, card, signal);
  const name = request.kind === 'folder' ? request.folder : repo;
  if (errors.length > 0) throw new ProblemError({ area: 'publish', code: 'publish-card-refused', name, errors });
  checkTokens(hub, name, [{ path: 'message', content: Buffer.from(request.message ?? '') }]);
  const changes = repository === null ? null : await fileChanges({ hub, repository, files, signal });
  return {
    request,
    repo,
    url: `${hub.settings.endpoint}/${repo}`,
    account: account?.name ?? null,
    head: repository?.sha ?? null,
    ...visibilityOf(request, repository),
    license,
    baseModel,
    taskId,
    files: files.map((file) => plannedFile(file, changes?.get(file.path) ?? 'new')),
    changes: contents.changes,
    message: request.message ?? usualMessage(request, repository, taskId),
    remarks: warnings,
  };
}

function checkOwner(repo: string, account: HubAccount | null): void {
  if (repo.includes('/')) return;
  const name = account?.name ?? null;
  throw new ProblemError({ area: 'publish', code: 'publish-name-without-owner', repo, account: name });
}

function plannedFile({ path, content }: NewFile, change: PublishPlan['files'][number]['change']) {
  return { path, size: content.byteLength, sha256: sha256(content), change };
}

/** A repository that is there keeps its own. @throws {ProblemError} publish-not-private */
function visibilityOf(
  request: PublishRequest,
  repository: RemoteRepository | null,
): Pick<PublishPlan, 'visibility' | 'staysPrivate'> {
  const wanted = request.kind === 'folder' && request.private;
  if (wanted && repository?.private === false) {
    throw new ProblemError({ area: 'publish', code: 'publish-not-private', repo: repository.id });
  }
  const isPrivate = repository?.private ?? wanted;
  return { visibility: isPrivate ? 'private' : 'public', staysPrivate: isPrivate && !wanted };
}

function usualMessage({ kind }: PublishRequest, repository: RemoteRepository | null, taskId: string): string {
  if (kind === 'repair') return 'Add what the map is found and ranked by';
  return `${repository === null ? 'Add' : 'Update'} the Embedding Space Map of ${taskId}`;
}
