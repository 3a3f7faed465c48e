import { sideOf } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import type { TaskQuery } from '../../ranking/task-query.ts';

/** One line of the table. */
export type TableRow = { kind: 'task'; task: RankedTask } | { kind: 'baseline'; score: number };

/** Lines of the table: the tasks, and the baseline at its place where the order is that of the scores. */
export function tableRows(
  document: RankingDocument,
  tasks: readonly RankedTask[],
  { sort, scores }: TaskQuery,
): TableRow[] {
  const rows = tasks.map((task): TableRow => ({ kind: 'task', task }));
  const score = document.baseline?.score ?? null;
  if (sort.by !== 'score' || score === null || isOutside(score, scores)) return rows;
  const above = tasks.filter((task) => sideOf(task, document) === 'better').length;
  rows.splice(sort.descending ? above : tasks.length - above, 0, { kind: 'baseline', score });
  return rows;
}

function isOutside(score: number, scores: TaskQuery['scores']): boolean {
  return scores !== null && (score < scores[0] || score > scores[1]);
}
