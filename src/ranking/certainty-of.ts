import type { DrawnScore } from '../certainty/difference.ts';
import { rankingCertainty, type TaskCertainty as StatedCertainty } from '../certainty/ranking-certainty.ts';
import type { Certainty, RankedTask, RankingDocument } from './document.ts';
import { hasFewRows } from './few-rows.ts';
import { type TaskCertainty, unknownCertainty } from './unknown-certainty.ts';

/** The draws of each score, `[draws]`: see `src/certainty`. */
export interface ScoreDraws {
  baseline: Float32Array;
  /** By repository. Maps that have none are missing. */
  tasks: ReadonlyMap<string, Float32Array>;
}

/** How sure a ranking is, and of each task by its repository. */
export interface KnownCertainty {
  certainty: Certainty;
  tasks: ReadonlyMap<string, TaskCertainty>;
}

/** Half the width of a 95 % interval, in standard errors. */
const halfWidth = 1.96;

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
    rows: target.rows,
    fewRows: hasFewRows(warnings),
  });
  const repoOf = (index: number) => drawn[index]?.repo ?? '';
  return {
    certainty: {
      verdict: whole.verdict,
      p: whole.p,
      shortlist: shortlist.map(repoOf),
      tied: tied.map(repoOf),
      rowsToDecide: whole.rowsToDecide,
    },
    tasks: new Map(
      tasks.map((task, index) => [repoOf(index), taskCertainty(task, drawn[index]?.score ?? Number.NaN, repoOf)]),
    ),
  };
}

/** The document with what is known of its certainty, of the tasks that it is known of. */
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

function drawnTask({ repo, score }: RankedTask, draws: ScoreDraws): (DrawnScore & { repo: string })[] {
  const own = repo === null ? undefined : draws.tasks.get(repo);
  return repo === null || own === undefined ? [] : [{ repo, score, draws: own }];
}

function taskCertainty(stated: StatedCertainty, score: number, repoOf: (index: number) => string): TaskCertainty {
  const { standardError, helps, first, rankInterval, alike } = stated;
  return {
    standardError,
    interval: [score - halfWidth * standardError, score + halfWidth * standardError],
    helps,
    first,
    rankInterval,
    alike: alike === null ? null : repoOf(alike),
  };
}
