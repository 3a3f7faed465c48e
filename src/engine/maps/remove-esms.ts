import { cachedSize, removeCachedRepository } from '../../hub/cached-repositories.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { forgetRangesOf, keptBytesOfModels } from '../../hub/ranges/range-cache.ts';
import type { EngineContext } from '../context.ts';
import { esmsOnDisk } from './esms-on-disk.ts';

/** What was removed from the cache. */
export interface RemovedEsms {
  removed: number;
  /** Freed on the disk. */
  bytes: number;
}

/**
 * Removes maps of a base model from the cache, with all their revisions and what a first look left of them. Nothing else is touched, whatever a shell asks for: only
 * repositories that are maps of this model, never the model itself.
 *
 * @param params.repos which maps; null: all of the model
 * @throws {ProblemError} hub-cache-not-writable, run-cancelled; what was removed by then stays so
 */
export async function removeEsms(
  context: EngineContext,
  params: { model: string; repos: readonly string[] | null; signal: AbortSignal },
): Promise<RemovedEsms> {
  const { model, repos, signal } = params;
  const models = await esmsOnDisk(context, signal);
  const onDisk = models.find((entry) => entry.model === model)?.onDisk ?? [];
  const chosen = onDisk.filter(({ repo }) => repos === null || repos.includes(repo));
  const parts = await keptBytesOfModels(context.hub);
  let bytes = 0;
  for (const { repo } of chosen) {
    throwIfCancelled(signal);
    const { own } = await cachedSize(context.hub, { repo });
    await removeCachedRepository(context.hub, { repo });
    await forgetRangesOf(context.hub, { repo });
    bytes += own + (parts.get(repo) ?? 0);
  }
  return { removed: chosen.length, bytes };
}
