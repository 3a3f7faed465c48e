import { sideOf } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { countAlike } from '../../ranking/shortlist.ts';
import type { TaskQuery } from '../../ranking/task-query.ts';

/** What a row says of tasks that are alike: how many stand under it, and whether they are shown; or that it stands under another. */
export type Fold = { kind: 'head'; count: number; isOpen: boolean } | { kind: 'under' } | null;

/** One line of the table. */
export type TableRow = { kind: 'task'; task: RankedTask; fold: Fold } | { kind: 'baseline'; score: number };

/**
 * Lines of the table: the tasks, and the baseline at its place where the order is that of the scores. In the whole ranking in its order,
 * tasks that are alike are folded under the best of them, but for those in `unfolded` (repositories); a search shows what it finds.
 */
export function tableRows(
  document: RankingDocument,
  tasks: readonly RankedTask[],
  query: TaskQuery,
  unfolded: readonly string[],
): TableRow[] {
  const { sort, scores } = query;
  // The baseline alone would look like a result.
  if (tasks.length === 0 && document.tasks.length > 0) return [];
  const rows =
    isWhole(query) && tasks.length === document.tasks.length
      ? foldedRows(document, tasks, unfolded)
      : tasks.map(plainRow);
  const score = document.baseline?.score ?? null;
  if (sort.by !== 'score' || score === null || isOutside(score, scores)) return rows;
  const above = rows.filter((row) => row.kind === 'task' && sideOf(row.task, document) === 'better').length;
  rows.splice(sort.descending ? above : rows.length - above, 0, { kind: 'baseline', score });
  return rows;
}

function isWhole({ search, scores, sort }: TaskQuery): boolean {
  return search.trim() === '' && scores === null && sort.by === 'score' && sort.descending;
}

function plainRow(task: RankedTask): TableRow {
  return { kind: 'task', task, fold: null };
}

function foldedRows(document: RankingDocument, tasks: readonly RankedTask[], unfolded: readonly string[]): TableRow[] {
  const counts = countAlike(document);
  const open = new Set(unfolded);
  return tasks.flatMap((task): TableRow[] => {
    if (task.alike !== null) return open.has(task.alike) ? [{ kind: 'task', task, fold: { kind: 'under' } }] : [];
    const count = task.repo === null ? 0 : (counts.get(task.repo) ?? 0);
    if (count === 0 || task.repo === null) return [plainRow(task)];
    return [{ kind: 'task', task, fold: { kind: 'head', count, isOpen: open.has(task.repo) } }];
  });
}

function isOutside(score: number, scores: TaskQuery['scores']): boolean {
  return scores !== null && (score < scores[0] || score > scores[1]);
}
