import PQueue from 'p-queue';
import type { EsmEntry } from '../../esm/entry.ts';
import { type EsmFiles, fetchEsm } from '../../esm/fetch-esm.ts';
import type { EsmMetadata } from '../../esm/metadata.ts';
import type { Hub } from '../../hub/hub.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import { checkBaseModel } from '../base-model/check-base-model.ts';
import type { AsyncQueue } from '../between-stages/async-queue.ts';

/** A map that is in the cache now, or the reason why it is not. */
export type FetchedEsm = { esm: EsmEntry } & ({ files: EsmFiles; problem: null } | { files: null; problem: Problem });

/** Maps under way at a time; the Hub's own queue limits the requests. */
const esmsAtATime = 12;

/** After so many maps in a row without an answer the Hub is taken for gone: the rest is not asked for. */
const failuresInARow = 8;

/**
 * Fetches maps in the order given and pushes each to `fetched` as it arrives. A map that cannot be had is pushed with its
 * problem; only cancelling ends the whole. Closes the queue at the end.
 */
export async function fetchEsms(params: {
  hub: Hub;
  esms: readonly EsmEntry[];
  /** Of the embeddings that the maps are for. */
  dimension: number;
  /** Maps whose own base model is held against that of the run: those that were named by hand. */
  checked?: { baseModel: string; esms: ReadonlySet<EsmEntry> };
  fetched: AsyncQueue<FetchedEsm>;
  signal: AbortSignal;
  onProgress: (done: number) => void;
}): Promise<void> {
  const { hub, esms, dimension, checked, fetched, signal, onProgress } = params;
  const watch = new ConnectionWatch();
  const queue = new PQueue({ concurrency: esmsAtATime });
  let done = 0;
  const fetchOne = async (esm: EsmEntry) => {
    const result =
      watch.lost === null
        ? await tryFetch({
            hub,
            esm,
            dimension,
            signal,
            check: checkOf(esm, checked?.esms.has(esm) ? checked.baseModel : null),
          })
        : { esm, files: null, problem: watch.lost };
    watch.see(result.problem);
    fetched.push(result);
    onProgress(++done);
  };
  try {
    await Promise.all(esms.map((esm) => queue.add(() => fetchOne(esm))));
    fetched.close();
  } catch (error) {
    queue.clear();
    fetched.fail(error);
    throw error;
  }
}

function checkOf({ repo }: EsmEntry, expected: string | null): (metadata: EsmMetadata) => void {
  return ({ baseModelName: found }) => {
    if (expected !== null) checkBaseModel({ repo, expected, found });
  };
}

async function tryFetch(wanted: Parameters<typeof fetchEsm>[0]): Promise<FetchedEsm> {
  const { esm } = wanted;
  try {
    return { esm, files: await fetchEsm(wanted), problem: null };
  } catch (error) {
    const problem = error instanceof ProblemError ? error.problem : unexpected(esm, error);
    if (problem.code === 'run-cancelled') throw error;
    return { esm, files: null, problem };
  }
}

/** What a disk or a system does to one map costs no other: a folder in the place of a file, a file that nobody may read. */
function unexpected({ repo }: EsmEntry, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return { area: 'esm', code: 'esm-unexpected', repo, reason };
}

const silence: ReadonlySet<Problem['code']> = new Set([
  'hub-unreachable',
  'hub-timeout',
  'hub-too-slow',
  'hub-rate-limited',
]);

/** Tells when the Hub has stopped answering, so that a thousand maps need not each run into the same time-out. */
class ConnectionWatch {
  /** The problem that all remaining maps have; null while the Hub answers. */
  lost: Problem | null = null;
  #inARow = 0;

  see(problem: Problem | null): void {
    const silent = problem !== null && silence.has(problem.code);
    this.#inARow = silent ? this.#inARow + 1 : 0;
    if (silent && this.#inARow >= failuresInARow) this.lost = problem;
  }
}
