import type { RankingDocument } from '../ranking/document.ts';

const mostSkipped = 10;
const mostClasses = 50;

/**
 * A ranking document that a language model can hold: the first tasks only, without the evidence of each class, of classes and skipped maps the first
 * few. Still a ranking document.
 */
export function shortRanking(document: RankingDocument, top: number): RankingDocument {
  const { target, baseline, tasks, skipped } = document;
  return {
    ...document,
    target: { ...target, classes: target.classes.slice(0, mostClasses) },
    baseline: baseline === null ? null : { ...baseline, evidence: [] },
    tasks: tasks.slice(0, top).map((task) => ({ ...task, evidence: [] })),
    skipped: skipped.slice(0, mostSkipped),
  };
}
