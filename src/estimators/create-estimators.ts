import { LogmeError } from '../logme/logme-error.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../logme/types.ts';
import { type Estimator, takesNumbers } from './estimator.ts';
import { hScore } from './h-score.ts';
import { MappedFeatures } from './mapped-features.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { reduceFeatures } from './reduced-features.ts';
import { ridgeLeaveOneOut } from './ridge-leave-one-out.ts';

/** What each estimator says of one map; those that were asked for. */
export type EstimatorScores = Partial<Record<Estimator, number>>;

/** Scores maps one after the other in its own memory. */
export interface Estimators {
  /** @throws {LogmeError} map-size, map-not-finite, score-not-finite */
  score(map: EmbeddingMap): EstimatorScores;
  /** Of the base model's own embeddings. @throws {LogmeError} score-not-finite */
  scoreIdentity(): EstimatorScores;
}

/**
 * Estimators of the same examples, which share the features of each map. One per thread; synchronous.
 *
 * @param params.kernels from `loadKernels`
 * @throws RangeError for the H-score of numbers to predict
 */
export function createEstimators(params: {
  examples: LabelledEmbeddings;
  estimators: readonly Estimator[];
  kernels: WebAssembly.Module;
}): Estimators {
  const { examples, estimators, kernels } = params;
  const { d, labels, classes } = examples;
  if (classes === 0 && !estimators.every(takesNumbers)) throw new RangeError('the H-score takes classes');
  const columns = centredColumns(examples);
  const counts = columns.map((_, label) => labels.reduce((count, own) => count + Number(own === label), 0));
  // Of two classes each column tells what the other does.
  const predicted = classes === 2 ? columns.slice(0, 1) : columns;
  const features = new MappedFeatures(examples, kernels, columns.length);

  const score = (map: EmbeddingMap): EstimatorScores => {
    features.read(map);
    const scores: EstimatorScores = {};
    if (estimators.includes('knn')) scores.knn = nearestNeighbours(features, labels, classes);
    if (estimators.includes('hscore') || estimators.includes('ridge')) {
      const reduced = reduceFeatures(features, columns);
      if (estimators.includes('hscore')) scores.hscore = hScore(features, reduced, { columns, counts });
      if (estimators.includes('ridge')) {
        const coordinates = reduced.coordinates.slice(0, predicted.length);
        scores.ridge = ridgeLeaveOneOut(features, { ...reduced, coordinates }, predicted);
      }
    }
    return checkFinite(scores);
  };
  return { score, scoreIdentity: () => score(identity(d)) };
}

/** Labels, or a 0-1 column for each class, minus their mean. */
function centredColumns({ labels, classes }: LabelledEmbeddings): Float64Array[] {
  const columns =
    classes === 0
      ? [labels]
      : Array.from({ length: classes }, (_, label) => labels.map((own) => Number(own === label)));
  return columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    return column.map((value) => value - mean);
  });
}

function identity(d: number): EmbeddingMap {
  const weight = new Float32Array(d * d);
  for (let i = 0; i < d; i++) weight[i * d + i] = 1;
  return { weight, bias: null };
}

/** @throws {LogmeError} */
function checkFinite(scores: EstimatorScores): EstimatorScores {
  for (const [estimator, score] of Object.entries(scores)) {
    if (!Number.isFinite(score)) {
      throw new LogmeError('score-not-finite', `the score of this map by ${estimator} has no finite value`);
    }
  }
  return scores;
}
