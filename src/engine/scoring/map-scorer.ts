import { createEstimators, type EstimatorScores } from '../../estimators/create-estimators.ts';
import { createScorer } from '../../logme/create-scorer.ts';
import type { EmbeddingMap, LogmeScore } from '../../logme/types.ts';
import type { Estimator } from '../../protocol/rank-request.ts';
import type { ScoringReply } from './scoring-messages.ts';
import type { ScoringWorkerData } from './scoring-worker-data.ts';

/** What a reply says of a map's scores. */
export type MapScore = Pick<
  Extract<ScoringReply, { kind: 'scored' }>,
  'score' | 'others' | 'evidence' | 'precision' | 'standardError' | 'draws'
>;

/**
 * Scores one map by all estimators of the run.
 *
 * @param map null: the base model's own embeddings
 * @param rows of them only their first so many dimensions, by LogME alone. Default: all
 */
export type MapScorer = (map: EmbeddingMap | null, rows?: number) => MapScore;

/** A scorer with its own memory, one per thread. What it gives throws as `Scorer` of LogME does. */
export function createMapScorer(data: ScoringWorkerData): MapScorer {
  const { estimators, examples, kernels } = data;
  const names = estimators.filter((name) => name !== 'logme');
  const logme = estimators.includes('logme') ? createScorer(data) : null;
  const beside =
    names.length === 0 || examples === null ? null : createEstimators({ examples, estimators: names, kernels });
  return (map, rows) => {
    const byLogme = logme === null ? null : map === null ? logme.scoreIdentity(rows) : logme.score(map);
    const others = beside === null ? {} : map === null ? beside.scoreIdentity() : beside.score(map);
    return combined(estimators, byLogme, others);
  };
}

/** The score that ranks, and the others beside it. Evidence and certainty are LogME's alone. */
function combined(estimators: readonly Estimator[], byLogme: LogmeScore | null, beside: EstimatorScores): MapScore {
  const scores = { ...(byLogme === null ? {} : { logme: byLogme.score }), ...beside };
  const [first = 'logme', ...rest] = estimators;
  const others = Object.fromEntries(rest.flatMap((name) => (name in scores ? [[name, scores[name]]] : [])));
  const isLogme = first === 'logme' && byLogme !== null;
  return {
    score: scores[first] ?? Number.NaN,
    others,
    evidence: isLogme ? [...byLogme.evidence] : [],
    precision: isLogme ? byLogme.precision : 'float64',
    standardError: (isLogme && byLogme.influence?.standardError) || null,
    draws: (isLogme && byLogme.influence?.draws) || null,
  };
}
