import { parentPort, workerData } from 'node:worker_threads';
import { type Esm, readEsm } from '../../esm/read-esm.ts';
import { LogmeError } from '../../logme/logme-error.ts';
import type { EmbeddingMap } from '../../logme/types.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { EsmProblem } from '../../protocol/problems/esm.ts';
import { createMapScorer, type MapScorer } from './map-scorer.ts';
import { type ScoringJob, type ScoringReply, scoringJob } from './scoring-messages.ts';
import { scoringWorkerData } from './scoring-worker-data.ts';

// A thread of the scoring pool: for each job it reads one map from disk, scores it, answers, and forgets it.

const data = scoringWorkerData(workerData);
const scorer = createMapScorer(data);

parentPort?.on('message', async (message: unknown) => {
  const job = scoringJob.parse(message);
  parentPort?.postMessage(await answer(job, scorer, data.statistics.d));
});

async function answer(job: ScoringJob, scorer: MapScorer, dimension: number): Promise<ScoringReply> {
  try {
    return await scoreJob(job, scorer, dimension);
  } catch (error) {
    return { kind: 'skipped', id: job.id, problem: problemOf(job.repo, error) };
  }
}

async function scoreJob(job: ScoringJob, scorer: MapScorer, dimension: number): Promise<ScoringReply> {
  const { id, repo, files, part } = job;
  const esm: Esm | null = files === null ? null : await readEsm({ repo, files, dimension });
  const startedAt = performance.now();
  const weights = esm === null ? (part?.weights ?? null) : firstRows(esm.weights, part?.rows ?? dimension, dimension);
  const result = scorer(weights, part?.rows);
  return {
    kind: 'scored',
    id,
    ...result,
    metadata: esm?.metadata ?? null,
    scoreMs: performance.now() - startedAt,
  };
}

function firstRows({ weight, bias }: EmbeddingMap, rows: number, dimension: number): EmbeddingMap {
  return { weight: weight.subarray(0, rows * dimension), bias: bias?.subarray(0, rows) ?? null };
}

function problemOf(repo: string, error: unknown): EsmProblem {
  if (error instanceof ProblemError && error.problem.area === 'esm') return error.problem;
  if (error instanceof LogmeError && error.code === 'map-not-finite')
    return { area: 'esm', code: 'esm-not-finite', repo };
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof LogmeError ? 'esm-no-score' : 'esm-unexpected';
  return { area: 'esm', code, repo, reason };
}
