import { orCancelled, throwIfCancelled } from '../../hub/cancelled.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { AsyncQueue } from '../between-stages/async-queue.ts';
import type { RunEvent } from '../between-stages/run-events.ts';
import type { RunRecord } from '../between-stages/run-record.ts';
import type { FetchedEsm } from '../maps/fetch-each.ts';
import { scoredTask, skippedEsm } from '../maps/scored-task.ts';
import type { DrawnEvidence, LookScores } from './look-scores.ts';
import type { ScoringJob } from './scoring-messages.ts';
import type { ScoringPool } from './scoring-pool.ts';

/** What scoring works on. */
export interface ScoringWork {
  fetched: AsyncQueue<FetchedEsm>;
  pool: ScoringPool;
  /** Maps under way at a time: one per thread, and one per thread waiting so that no thread idles. */
  atATime: number;
  record: RunRecord;
  /** What a first look is compared with; null where there is none. */
  look: LookScores | null;
  onResult: (event: RunEvent) => void;
  signal: AbortSignal;
}

/** Scores maps as they arrive and puts each into the record: as a task, or as skipped with its reason. */
export async function scoreEsms(work: ScoringWork): Promise<void> {
  const consumers = Array.from({ length: work.atATime }, () => consume(work));
  const results = await Promise.allSettled(consumers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function consume(work: ScoringWork): Promise<void> {
  for await (const fetched of work.fetched) {
    throwIfCancelled(work.signal);
    if (fetched.problem === null) await scoreOne(work, fetched);
    else skip(work, fetched.esm.repo, fetched.problem);
    throwIfCancelled(work.signal);
  }
}

async function scoreOne(work: ScoringWork, fetched: FetchedEsm): Promise<void> {
  const { pool, record, onResult, look } = work;
  const { esm, files } = fetched;
  const part = lookOf(fetched);
  const reply = await orCancelled(pool.score({ repo: esm.repo, files, ...(part && { part }) }), work.signal);
  if (reply.kind === 'skipped') {
    skip(work, esm.repo, reply.problem);
    return;
  }
  const metadata = reply.metadata ?? fetched.look?.metadata;
  if (metadata === undefined) throw new Error(`the scoring thread gave no metadata for ${esm.repo}`);
  const { score, looked } = look === null ? { score: reply, looked: {} } : look.ofTask(reply, part?.rows ?? null);
  const task = { ...scoredTask({ repo: esm.repo, revision: esm.revision }, metadata, score, reply.others), ...looked };
  record.add(task, score.draws);
  if (look !== null) await noteLook(work, look, fetched, reply);
  onResult({ kind: 'scored', task, coverage: record.coverage() });
}

/** Also of a map that is whole it is noted what a look shows, so that the choice of those that become whole does not depend on what is in the cache. */
async function noteLook(
  { pool, record, signal }: ScoringWork,
  look: LookScores,
  { esm: { repo }, files }: FetchedEsm,
  reply: DrawnEvidence,
): Promise<void> {
  if (files === null) {
    record.looked(repo, look.differenceOf(reply));
  } else if (!record.isLookedAt(repo)) {
    const part = { rows: look.rows, weights: null };
    const first = await orCancelled(pool.score({ repo, files, part }), signal);
    if (first.kind === 'scored') record.looked(repo, look.differenceOf(first));
  }
}

function lookOf({ look }: FetchedEsm): ScoringJob['part'] {
  if (look === undefined) return undefined;
  return { rows: look.rows, weights: look.weights };
}

function skip({ record, onResult }: ScoringWork, repo: string, problem: Problem): void {
  const esm = skippedEsm(repo, problem);
  record.skip(esm);
  onResult({ kind: 'skipped', esm, coverage: record.coverage() });
}
