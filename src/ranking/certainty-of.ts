import type { DrawnScore } from '../certainty/difference.ts';
import { rankingCertainty } from '../certainty/ranking-certainty.ts';
import type { Certainty, RankedTask, RankingDocument } from './document.ts';
import { hasFewRows } from './few-rows.ts';
import { lookedAtRows } from './looked.ts';
import { marginOfError } from './standing.ts';
import { type PlaceCertainty, type ScoreCertainty, unknownCertainty } from './unknown-certainty.ts';

/** The draws of each score, `[draws]`: see `src/certainty`. */
export interface ScoreDraws {
  baseline: Float32Array;
  /** By repository. Maps that have none are missing. */
  tasks: ReadonlyMap<string, Float32Array>;
}

/** How sure a ranking is, and of the place of each task by its repository. */
export interface KnownCertainty {
  certainty: Certainty;
  tasks: ReadonlyMap<string, PlaceCertainty>;
}

/** The fields of a task that follow from the standard error of its score minus the baseline's. */
export function scoreCertainty(score: number, standardError: number | null): ScoreCertainty {
  const margin = marginOfError({ standardError });
  return { standardError, interval: margin === null ? null : [score - margin, score + margin] };
}

/**
 * How sure the ranking is, from the draws of its scores; null where nothing that is ranked has any. Tasks without draws are left out, as if they
 * were not ranked.
 */
export function certaintyOf(
  document: Pick<RankingDocument, 'tasks' | 'baseline' | 'target' | 'warnings'>,
  draws: ScoreDraws,
): KnownCertainty | null {
  const { baseline, target, warnings } = document;
  const drawn = document.tasks.flatMap((task) => drawnTask(task, draws));
  if (baseline === null || drawn.length === 0) return null;
  const { tasks, shortlist, tied, ...whole } = rankingCertainty({
    baseline: { score: baseline.score, draws: draws.baseline },
    scores: drawn,
    constant: baseline.constant ?? null,
    rows: target.rows,
    fewRows: hasFewRows(warnings),
  });
  const repoOf = (index: number) => drawn[index]?.repo ?? '';
  const isMixed = document.tasks.some((task) => lookedAtRows(task) !== null);
  const places = tasks.map(({ alike, ...places }, index): [string, PlaceCertainty] => {
    const rank = drawn[index]?.rank ?? 1;
    const rankInterval = isMixed ? holding(rank, places.rankInterval) : places.rankInterval;
    return [repoOf(index), { ...places, rankInterval, alike: alike === null ? null : repoOf(alike) }];
  });
  return {
    certainty: { ...whole, shortlist: shortlist.map(repoOf), tied: tied.map(repoOf) },
    tasks: new Map(places),
  };
}

/** The document with what is known of its certainty, and of the places of those tasks that it is known of. */
export function withCertainty(document: RankingDocument, known: KnownCertainty | null): RankingDocument {
  if (known === null) return document;
  const tasks = document.tasks.map((task) => ({ ...task, ...known.tasks.get(task.repo ?? '') }));
  return { ...document, certainty: known.certainty, tasks };
}

/** The document of one whose certainty nobody knows. */
export function withoutCertainty(document: RankingDocument): RankingDocument {
  const tasks = document.tasks.map((task) => ({ ...task, ...unknownCertainty }));
  return { ...document, method: { ...document.method, certainty: null }, certainty: null, tasks };
}

/** What was only looked at has a later rank than its score alone would give it. */
function holding(rank: number, [low, high]: [number, number]): [number, number] {
  return [Math.min(low, rank), Math.max(high, rank)];
}

function drawnTask(
  { repo, rank, score, standardError }: RankedTask,
  draws: ScoreDraws,
): (DrawnScore & { repo: string; rank: number })[] {
  const own = repo === null ? undefined : draws.tasks.get(repo);
  if (repo === null || standardError === null || own === undefined) return [];
  return [{ repo, rank, score, standardError, draws: own }];
}
