import { cachedEsms, isMapOf } from '../../esm/cached-esms.ts';
import type { EsmEntry } from '../../esm/entry.ts';
import { fetchEsm, isEsmCached } from '../../esm/fetch-esm.ts';
import { type Esm, readEsm } from '../../esm/read-esm.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { Hub } from '../../hub/hub.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';

/** Maps that are named. */
const named = 5;

/**
 * The maps in the cache that change embeddings of the same base model in the most similar direction: the largest cosine of W − I to that of
 * the new map. Makes no request.
 *
 * @param params.weight W of the new map `[d, d]`
 * @throws {ProblemError} run-cancelled
 */
export async function nearestMaps(params: {
  hub: Hub;
  baseId: string;
  weight: Float64Array;
  dimension: number;
  signal: AbortSignal;
}): Promise<TrainingReport['nearestMaps']> {
  const { hub, baseId, weight, dimension, signal } = params;
  const { esms } = await cachedEsms(hub, signal);
  const found: TrainingReport['nearestMaps'] = [];
  for (const esm of esms.filter(({ baseModelName }) => isMapOf(baseId, baseModelName))) {
    throwIfCancelled(signal);
    const read = await readCached(hub, esm, dimension, signal);
    if (read === null) continue;
    const { taskId, taskSubset } = read.metadata;
    const task = taskSubset === null ? taskId : `${taskId} (${taskSubset})`;
    found.push({ repo: esm.repo, task, cosine: cosineOfChanges(weight, read.weights.weight, dimension) });
  }
  const usable = found.filter(({ cosine }) => Number.isFinite(cosine));
  return usable.sort((a, b) => b.cosine - a.cosine).slice(0, named);
}

/** Null for a map that is not whole in the cache, or cannot be used. */
async function readCached(hub: Hub, esm: EsmEntry, dimension: number, signal: AbortSignal): Promise<Esm | null> {
  if (!(await isEsmCached({ hub, esm }))) return null;
  try {
    const files = await fetchEsm({ hub, esm, dimension, signal });
    return await readEsm({ repo: esm.repo, files, dimension });
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** The cosine of A − I and B − I, as vectors of d² numbers. */
function cosineOfChanges(a: ArrayLike<number>, b: ArrayLike<number>, d: number): number {
  let [product, squaredA, squaredB] = [0, 0, 0];
  for (let at = 0; at < d * d; at++) {
    const identity = at % (d + 1) === 0 ? 1 : 0;
    const changeA = (a[at] ?? 0) - identity;
    const changeB = (b[at] ?? 0) - identity;
    product += changeA * changeB;
    squaredA += changeA * changeA;
    squaredB += changeB * changeB;
  }
  return product / Math.sqrt(squaredA * squaredB);
}
