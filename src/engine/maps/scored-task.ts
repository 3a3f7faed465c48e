import type { EsmMetadata } from '../../esm/metadata.ts';
import type { Problem } from '../../protocol/problem.ts';
import { scoreCertainty } from '../../ranking/certainty-of.ts';
import type { SkippedEsm } from '../../ranking/document.ts';
import type { ScoredTask } from '../../ranking/rank-tasks.ts';
import { unknownPlace } from '../../ranking/unknown-certainty.ts';

/** A map's score together with what the map says of itself: one row of the ranking, without its rank. */
export function scoredTask(
  esm: { repo: string; revision: string },
  metadata: EsmMetadata,
  scores: { score: number; evidence: number[]; standardError: number | null },
): ScoredTask {
  const { baseModelName: _, ...described } = metadata;
  const { score, evidence, standardError } = scores;
  return { score, evidence, ...described, ...scoreCertainty(score, standardError), ...unknownPlace, ...esm };
}

/** A problem of one map, or of fetching it, as an entry of `skipped`. */
export function skippedEsm(repo: string, problem: Problem): SkippedEsm {
  const { area: _area, code, ...facts } = problem;
  const detail = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'repo'));
  return { repo, code, detail };
}
