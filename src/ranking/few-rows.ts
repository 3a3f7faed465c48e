import type { RankingDocument } from './document.ts';

/** Warnings of a sample that is smaller than those on which certainty was measured: in all, or for its classes. */
const fewRowsWarnings: readonly string[] = ['dataset-few-rows', 'dataset-few-per-class'];

/** Whether the sample is below the limits of certainty. */
export function hasFewRows(warnings: RankingDocument['warnings']): boolean {
  return warnings.some(({ code }) => fewRowsWarnings.includes(code));
}
