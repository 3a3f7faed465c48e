import type { Estimator, RankingDocument } from '../../../src/ranking/document.ts';
import { rankTasks } from '../../../src/ranking/rank-tasks.ts';
import { someTasks } from './recorded.ts';

/** The document with scores by ridge regression beside LogME's: the tasks in another order; the numbers are made up. */
export function besideRidge(document: RankingDocument): RankingDocument {
  const tasks = document.tasks.map((task, place) => ({
    ...task,
    others: { ridge: { score: ((place * 7) % 32) / 40, rank: 1 } },
  }));
  return { ...document, method: { ...document.method, others: ['ridge'] }, tasks: rankTasks(tasks) };
}

/** A ranking by another estimator than LogME: no evidence, no certainty. */
export function rankedBy(score: Exclude<Estimator, 'logme'>): RankingDocument {
  const document = someTasks();
  const { baseline, tasks } = document;
  return {
    ...document,
    method: { ...document.method, score, certainty: null },
    baseline: baseline === null ? null : { ...baseline, evidence: [] },
    tasks: tasks.map((task) => ({ ...task, evidence: [] })),
  };
}
