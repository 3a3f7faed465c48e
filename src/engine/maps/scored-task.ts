import type { EsmMetadata } from '../../esm/metadata.ts';
import type { Problem } from '../../protocol/problem.ts';
import { scoreCertainty } from '../../ranking/certainty-of.ts';
import type { RankedTask, SkippedEsm } from '../../ranking/document.ts';
import type { ScoredTask } from '../../ranking/rank-tasks.ts';
import { unknownPlace } from '../../ranking/unknown-certainty.ts';

/** Scores by other estimators than the one that ranks. */
export type OtherScores = Partial<Record<keyof NonNullable<RankedTask['others']>, number>>;

/** A map's score together with what the map says of itself: one row of the ranking, without its rank. */
export function scoredTask(
  esm: { repo: string; revision: string },
  metadata: EsmMetadata,
  scores: { score: number; evidence: number[]; standardError: number | null },
  others: OtherScores = {},
): ScoredTask {
  const { baseModelName: _, ...described } = metadata;
  const { score, evidence, standardError } = scores;
  // Their ranks are known with all tasks: see `rankTasks`.
  const scored = Object.entries(others).map(([name, own]) => [name, { score: own, rank: 1 }] as const);
  return {
    score,
    evidence,
    ...described,
    ...scoreCertainty(score, standardError),
    ...unknownPlace,
    ...esm,
    ...(scored.length === 0 ? {} : { others: Object.fromEntries(scored) }),
  };
}

/** A problem of one map, or of fetching it, as an entry of `skipped`. */
export function skippedEsm(repo: string, problem: Problem): SkippedEsm {
  const { area: _area, code, ...facts } = problem;
  const detail = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'repo'));
  return { repo, code, detail };
}
