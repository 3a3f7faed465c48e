import { beatsBaseline } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import type { TaskQuery } from '../../ranking/task-query.ts';

/** One line of the table. */
export type TableRow = { kind: 'task'; task: RankedTask } | { kind: 'baseline' };

/** Lines of the table: the tasks, and the baseline at its place where the order is that of the scores. */
export function tableRows(
  document: RankingDocument,
  tasks: readonly RankedTask[],
  { sort, scores }: TaskQuery,
): TableRow[] {
  const rows = tasks.map((task): TableRow => ({ kind: 'task', task }));
  if (sort.by !== 'score' || isOutside(document.baseline.score, scores)) return rows;
  const above = tasks.filter((task) => beatsBaseline(task, document)).length;
  rows.splice(sort.descending ? above : tasks.length - above, 0, { kind: 'baseline' });
  return rows;
}

function isOutside(score: number, scores: TaskQuery['scores']): boolean {
  return scores !== null && (score < scores[0] || score > scores[1]);
}
