import type { RankedTask, RankingDocument } from './document.ts';
import { showsNoRelation } from './no-relation.ts';

/** Words and pictures show no more: nobody fine-tunes on more to begin with. */
export const mostShortlisted = 6;

/** The tasks to try, in the order of the ranking, at most {@link mostShortlisted}; empty where the ranking names none. */
export function shownShortlist({ certainty, tasks }: Pick<RankingDocument, 'certainty' | 'tasks'>): RankedTask[] {
  const repos = new Set(certainty?.shortlist);
  return tasks.filter(({ repo }) => repo !== null && repos.has(repo)).slice(0, mostShortlisted);
}

/** Of tasks of which none stands out, so many are named. */
const firstFew = 3;

/** The tasks that a next step is about, the same that the answer names: the shortlist, or the first few where nothing tells it from others. */
export function tasksToTry(document: Pick<RankingDocument, 'certainty' | 'tasks'>): RankedTask[] {
  const { verdict } = document.certainty ?? {};
  const shortlist = verdict === 'helps' || verdict === 'may-help' ? shownShortlist(document) : [];
  return shortlist.length > 0 ? shortlist : withoutAlike(document).slice(0, firstFew);
}

/** The tasks that are marked as those to try: where the answer says to try some, these; where it says to fine-tune directly or to look at the labels, none. */
export function markedToTry(document: RankingDocument): RankedTask[] {
  switch (document.certainty?.verdict) {
    case 'helps':
    case 'may-help':
      return shownShortlist(document);
    case 'cannot-tell':
      return showsNoRelation(document) ? [] : tasksToTry(document);
    default:
      return [];
  }
}

/** Of each repository that others stand under, being alike, how many do. */
export function countAlike({ tasks }: Pick<RankingDocument, 'tasks'>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { alike } of tasks) if (alike !== null) counts.set(alike, (counts.get(alike) ?? 0) + 1);
  return counts;
}

/** The tasks without those that stand under one that is alike. */
export function withoutAlike({ tasks }: { tasks: readonly RankedTask[] }): RankedTask[] {
  return tasks.filter(({ alike }) => alike === null);
}
