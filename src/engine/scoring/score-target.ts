import { readFile } from 'node:fs/promises';
import type { Examples } from '../../dataset/examples/examples.ts';
import { orCancelled } from '../../hub/cancelled.ts';
import { constantEvidence } from '../../logme/constant-evidence.ts';
import { loadKernels } from '../../logme/load-kernels.ts';
import { prepareStatistics } from '../../logme/prepare-statistics.ts';
import type { LabelledEmbeddings } from '../../logme/types.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import type { DocumentHead } from '../between-stages/run-record.ts';
import type { EngineContext } from '../context.ts';
import type { DrawnEvidence } from './look-scores.ts';
import { drawReweighting } from './reweighting.ts';
import type { ScoringReply } from './scoring-messages.ts';
import { createScoringPool, type ScoringPool } from './scoring-pool.ts';
import type { ScoringWorkerData } from './scoring-worker-data.ts';

/** Threads that hold what all maps share. */
export interface Scoring {
  pool: ScoringPool;
  /** What the document says of the draws that the scores come with. */
  certainty: RankingDocument['method']['certainty'];
  /** LogME of features that are the same for all texts; null where scores are no evidence. */
  constant: number | null;
}

/** Computes what all maps share and starts the threads with it. */
export async function startScoring(params: {
  context: EngineContext;
  examples: Examples;
  model: BaseModel;
  embeddings: Float32Array;
  request: RankRequest;
  signal: AbortSignal;
}): Promise<Scoring> {
  const { context, examples, model, embeddings, request, signal } = params;
  const { relaxed, simd } = context.assets.kernels;
  const kernels = loadKernels({ relaxed: await readFile(relaxed), simd: await readFile(simd) });
  const labelled: LabelledEmbeddings = {
    embeddings,
    n: examples.texts.length,
    d: model.description.dimension,
    labels: examples.labels,
    classes: examples.classes.length,
  };
  const { variant, estimators = ['logme'] } = request;
  const statistics = prepareStatistics({ ...labelled, kernels });
  const drawn =
    estimators[0] !== 'logme'
      ? null
      : await drawReweighting({ examples: labelled, statistics, variant, kernels, signal });
  const workerData: ScoringWorkerData = {
    statistics,
    variant,
    kernels,
    reweighting: drawn?.reweighting ?? null,
    estimators,
    examples: estimators.every((name) => name === 'logme') ? null : inSharedMemory(labelled),
  };
  const { scoringWorker: workerUrl } = context.assets;
  const pool = createScoringPool({ workerUrl, threads: context.threads, workerData });
  return { pool, certainty: drawn?.method ?? null, constant: drawn === null ? null : constantEvidence(statistics) };
}

/**
 * The base model's own embeddings in their first so many dimensions, for a first look at maps.
 *
 * @throws {ProblemError} model-no-score, run-scoring-failed
 */
export async function scorePartOfBaseline(params: {
  scoring: Scoring;
  model: BaseModel;
  rows: number;
  signal: AbortSignal;
}): Promise<DrawnEvidence & { rows: number }> {
  const { scoring, model, rows, signal } = params;
  const part = { rows, weights: null };
  const reply = await orCancelled(scoring.pool.score({ repo: model.id, files: null, part }), signal);
  return { ...scoredOr(model, reply), rows };
}

/** The same examples, in memory that threads share. */
function inSharedMemory(examples: LabelledEmbeddings): LabelledEmbeddings {
  const embeddings = new Float32Array(new SharedArrayBuffer(examples.embeddings.byteLength));
  embeddings.set(examples.embeddings);
  return { ...examples, embeddings };
}

/** What scoring the base model's own embeddings gives: all of the document but its tasks, and the draws of the baseline. */
export interface ScoredBaseline {
  head: DocumentHead;
  draws: Float32Array | null;
}

/** Scores the base model's own embeddings. */
export async function scoreBaseline(params: {
  scoring: Scoring;
  target: RankingDocument['target'];
  model: BaseModel;
  examples: Examples;
  request: RankRequest;
  signal: AbortSignal;
}): Promise<ScoredBaseline> {
  const { scoring, target, model, examples, request, signal } = params;
  const reply = scoredOr(model, await orCancelled(scoring.pool.score({ repo: model.id, files: null }), signal));
  const { id, revision, description } = model;
  const [score = 'logme', ...others] = request.estimators ?? [];
  const { pooling, dimension } = description;
  const head: DocumentHead = {
    target,
    model: { id, revision, pooling, dimension },
    method: {
      score,
      ...(others.length === 0 ? {} : { others }),
      variant: request.variant,
      regime: target.rows < dimension ? 'n<d' : 'n>=d',
      certainty: reply.draws === null ? null : scoring.certainty,
    },
    baseline: {
      score: reply.score,
      evidence: reply.evidence,
      ...(scoring.constant === null ? {} : { constant: scoring.constant }),
    },
    warnings: examples.warnings,
  };
  return { head, draws: reply.draws };
}

/** @throws {ProblemError} model-no-score, run-scoring-failed */
function scoredOr(model: BaseModel, reply: ScoringReply): Extract<ScoringReply, { kind: 'scored' }> {
  if (reply.kind === 'scored') return reply;
  if (reply.problem.code === 'esm-no-score') {
    throw new ProblemError({ area: 'language-model', code: 'model-no-score', model: model.id });
  }
  const reason = 'reason' in reply.problem ? reply.problem.reason : reply.problem.code;
  throw new ProblemError({ area: 'run', code: 'run-scoring-failed', reason });
}
