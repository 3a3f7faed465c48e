import { metadataFacts } from '../../esm-filter/metadata-facts.ts';
import { passesFilter } from '../../esm-filter/passes-filter.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { standingOf } from '../../ranking/standing.ts';
import type { ViewState } from '../view-state.ts';
import { readFilter } from './read-filter.ts';

/** The tasks that pass the filter and have one of the verdicts; a filter with a mistake keeps all. */
export function filteredTasks(
  document: RankingDocument,
  { filter: text, verdicts }: Pick<ViewState, 'filter' | 'verdicts'>,
): readonly RankedTask[] {
  const { filter } = readFilter(text);
  if (filter.length === 0 && verdicts.length === 0) return document.tasks;
  const wanted: readonly string[] = verdicts;
  return document.tasks.filter(
    (task) =>
      (wanted.length === 0 || wanted.includes(standingOf(task, document))) &&
      passesFilter(filter, { ...metadataFacts(task), repo: task.repo === null ? null : [task.repo] }),
  );
}
