import { readFile } from 'node:fs/promises';
import type { Examples } from '../dataset/examples.ts';
import { orCancelled } from '../hub/cancelled.ts';
import { loadKernels } from '../logme/load-kernels.ts';
import { prepareStatistics } from '../logme/prepare-statistics.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { RankRequest } from '../protocol/rank-request.ts';
import type { RankingDocument } from '../ranking/document.ts';
import type { BaseModel } from './base-model.ts';
import type { EngineContext } from './context.ts';
import type { DocumentHead } from './run-record.ts';
import { createScoringPool, type ScoringPool } from './scoring-pool.ts';
import type { ScoringWorkerData } from './scoring-worker-data.ts';

/** Threads that hold what all maps share. */
export interface Scoring {
  pool: ScoringPool;
}

/** Computes what all maps share and starts the threads with it. */
export async function startScoring(params: {
  context: EngineContext;
  examples: Examples;
  model: BaseModel;
  embeddings: Float32Array;
  request: RankRequest;
}): Promise<Scoring> {
  const { context, examples, model, embeddings, request } = params;
  const { relaxed, simd } = context.assets.kernels;
  const kernels = loadKernels({ relaxed: await readFile(relaxed), simd: await readFile(simd) });
  const statistics = prepareStatistics({
    embeddings,
    n: examples.texts.length,
    d: model.description.dimension,
    labels: examples.labels,
    classes: examples.classes.length,
    kernels,
  });
  const workerData: ScoringWorkerData = { statistics, variant: request.variant, kernels };
  const { scoringWorker: workerUrl } = context.assets;
  return { pool: createScoringPool({ workerUrl, threads: context.threads, workerData }) };
}

/** Scores the base model's own embeddings; with that, everything of the document but its tasks is known. */
export async function scoreBaseline(params: {
  scoring: Scoring;
  target: RankingDocument['target'];
  model: BaseModel;
  examples: Examples;
  request: RankRequest;
  signal: AbortSignal;
}): Promise<DocumentHead> {
  const { scoring, target, model, examples, request, signal } = params;
  const reply = await orCancelled(scoring.pool.score({ repo: model.id, files: null, baseModel: null }), signal);
  if (reply.kind === 'skipped') {
    if (reply.problem.code === 'esm-no-score') {
      throw new ProblemError({ area: 'language-model', code: 'model-no-score', model: model.id });
    }
    const reason = 'reason' in reply.problem ? reply.problem.reason : reply.problem.code;
    throw new ProblemError({ area: 'run', code: 'run-scoring-failed', reason });
  }
  const { id, revision, description } = model;
  const { pooling, dimension } = description;
  return {
    target,
    model: { id, revision, pooling, dimension },
    method: {
      score: 'logme',
      variant: request.variant,
      regime: target.rows < dimension ? 'n<d' : 'n>=d',
      certainty: null,
    },
    baseline: { score: reply.score, evidence: reply.evidence },
    warnings: examples.warnings,
  };
}
