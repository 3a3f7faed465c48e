import type { RankingDocument } from './document.ts';

/**
 * Whether nothing in the ranking shows that the labels follow from the texts: no task scores above features that are the same for all texts. False
 * where that is not known.
 */
export function showsNoRelation({ baseline, tasks }: Pick<RankingDocument, 'baseline' | 'tasks'>): boolean {
  const constant = baseline?.constant;
  return constant !== undefined && tasks.every(({ score }) => score <= constant);
}
