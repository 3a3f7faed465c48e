import type { Certainty, RankedTask, RankingDocument } from '../../../src/ranking/document.ts';

/** What a made certainty is like. */
export interface CertaintyShape {
  verdict: Certainty['verdict'];
  /** Standard error of each difference, in units of the spread of the scores above and below the baseline. */
  standardError: number;
  /** Tasks on the shortlist. */
  shortlist?: number;
  /** Tasks that are not told from the first. */
  tied?: number;
  rowsToDecide?: number | null;
  /** Places (from 0) of tasks that stand under the first. */
  alike?: readonly number[];
}

/** The document with a certainty of the given shape, as consistent as words and pictures need it; the numbers are made up. */
export function withCertainty(document: RankingDocument, shape: CertaintyShape): RankingDocument {
  const { verdict, standardError, shortlist = 4, tied = 3, rowsToDecide = null, alike = [] } = shape;
  const heads = document.tasks.filter((_, place) => !alike.includes(place));
  const repos = heads.flatMap(({ repo }) => repo ?? []);
  const tasks = document.tasks.map((task, place): RankedTask => {
    const standing = alike.includes(place) ? (repos[0] ?? null) : null;
    return { ...task, ...taskCertainty(task, document, standardError), alike: standing };
  });
  return {
    ...document,
    method: {
      ...document.method,
      certainty: { kind: 'infinitesimal-jackknife', draws: 1000, seed: 0, rows: document.target.rows },
    },
    certainty: {
      verdict,
      p: verdict === 'helps' ? 0.01 : 0.3,
      shortlist: repos.slice(0, shortlist),
      tied: repos.slice(1, 1 + tied),
      rowsToDecide,
    },
    tasks,
  };
}

function taskCertainty(task: RankedTask, { baseline, tasks }: RankingDocument, standardError: number) {
  const z = (task.score - (baseline?.score ?? 0)) / standardError;
  const margin = 1.96 * standardError;
  return {
    standardError,
    interval: [task.score - margin, task.score + margin] as [number, number],
    helps: 1 / (1 + Math.exp(-1.7 * z)),
    first: Math.exp(-task.rank) / 1.6,
    rankInterval: [Math.max(1, task.rank - 3), Math.min(tasks.length, task.rank + 4)] as [number, number],
  };
}
