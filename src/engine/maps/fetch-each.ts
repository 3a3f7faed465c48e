import PQueue from 'p-queue';
import type { EsmEntry } from '../../esm/entry.ts';
import type { EsmFiles } from '../../esm/fetch-esm.ts';
import type { EsmLook } from '../../esm/look-at-esm.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';

/** A map that is in the cache now, or its first rows; or the reason why it is not. */
export type FetchedEsm = { esm: EsmEntry } & (
  | { files: EsmFiles; look?: undefined; problem: null }
  | { files: null; look: EsmLook & { rows: number }; problem: null }
  | { files: null; look?: undefined; problem: Problem }
);

/** What was fetched of a map. */
export type Fetched = { files: EsmFiles } | { files: null; look: EsmLook & { rows: number } };

/** Maps under way at a time; the Hub's own queue limits the requests. */
const esmsAtATime = 12;

/** After so many maps in a row without an answer the Hub is taken for gone: the rest is not asked for. */
const failuresInARow = 8;

/**
 * Fetches each map in the order given, some at a time, and gives each as it arrives. A map that cannot be had is given with its problem; only cancelling ends the
 * whole.
 *
 * @param watch of all maps of a run
 * @throws {ProblemError} run-cancelled
 */
export async function fetchEach(
  esms: readonly EsmEntry[],
  work: {
    fetch: (esm: EsmEntry) => Promise<Fetched>;
    onFetched: (fetched: FetchedEsm) => void;
    watch: ConnectionWatch;
  },
): Promise<void> {
  const { fetch, onFetched, watch } = work;
  const queue = new PQueue({ concurrency: esmsAtATime });
  const fetchOne = async (esm: EsmEntry) => {
    const result: FetchedEsm =
      watch.lost === null ? await tryFetch(esm, fetch) : { esm, files: null, problem: watch.lost };
    watch.see(result.problem);
    onFetched(result);
  };
  try {
    await Promise.all(esms.map((esm) => queue.add(() => fetchOne(esm))));
  } finally {
    queue.clear();
  }
}

async function tryFetch(esm: EsmEntry, fetch: (esm: EsmEntry) => Promise<Fetched>): Promise<FetchedEsm> {
  try {
    return { esm, ...(await fetch(esm)), problem: null };
  } catch (error) {
    const problem = error instanceof ProblemError ? error.problem : unexpected(esm, error);
    if (problem.code === 'run-cancelled' || problem.code === 'run-download-needs-consent') throw error;
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

/** Problems of the Hub that say something of the map: it is gone, nobody may have it, or it is not what its name vouches for. */
const hubsWordOnMap: ReadonlySet<Problem['code']> = new Set([
  'hub-repository-not-found',
  'hub-revision-not-found',
  'hub-gated',
  'hub-disabled',
  'hub-file-too-large',
  'hub-corrupt-download',
  'hub-cached-file-damaged',
]);

/** Whether a problem is one of the map, and not of the Hub at the time, the way to it, or this machine's disk. */
export function isOfMap({ area, code }: Problem): boolean {
  return area !== 'hub' ? code !== 'esm-unexpected' : hubsWordOnMap.has(code);
}

/** Tells when the Hub has stopped answering, so that a thousand maps need not each run into the same time-out. */
export class ConnectionWatch {
  /** The problem that all remaining maps have; null while the Hub answers. */
  lost: Problem | null = null;
  #inARow = 0;

  see(problem: Problem | null): void {
    const silent = problem !== null && silence.has(problem.code);
    this.#inARow = silent ? this.#inARow + 1 : 0;
    if (silent && this.#inARow >= failuresInARow) this.lost = problem;
  }
}
