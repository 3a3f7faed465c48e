import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { EncodedLabels } from '../labels/encode-labels.ts';
import type { LabelReading } from '../labels/label-reading.ts';
import type { Survey } from './survey.ts';

/** Fewer examples of a class say nothing about it. */
const EXAMPLES_PER_CLASS = 3;

/** Smaller samples, or classes that are smaller on average, tell no task from another: how certain a ranking is was measured above this only. */
const EXAMPLES = 50;
const MEAN_EXAMPLES_PER_CLASS = 10;

/** A larger share of rows with label -1 may be meant as a class. */
const UNLABELLED_SHARE = 0.1;

/** A larger share of rows left out can make the sample another one than the dataset. */
const DROPPED_SHARE = 0.05;

/** Classes that a warning names. */
const CLASSES_NAMED = 10;

/** What the whole dataset gives to think about. */
export function surveyWarnings(survey: Survey, labelColumn: string, { kind }: LabelReading): DatasetWarning[] {
  const warnings: DatasetWarning[] = [];
  const { rowsRead, drops } = survey;
  if (drops.total > rowsRead * DROPPED_SHARE) {
    const detail = { count: drops.total, rows: rowsRead, dropped: drops.list() };
    warnings.push({ code: 'dataset-many-dropped', detail });
  }
  for (const { column, texts, numbers } of survey.texts) {
    if (texts === 0 && numbers > 0) warnings.push({ code: 'dataset-text-holds-numbers', detail: { column } });
  }
  const count = survey.drops.count('unlabelled');
  const rows = survey.labels.rows;
  if (count > rows * UNLABELLED_SHARE) {
    warnings.push({ code: 'dataset-many-unlabelled', detail: { column: labelColumn, count, rows } });
  }
  if (kind === 'string' && survey.missingWords.size > 0) {
    const total = [...survey.missingWords.values()].reduce((sum, n) => sum + n, 0);
    const words = [...survey.missingWords.keys()];
    warnings.push({ code: 'dataset-missing-words', detail: { column: labelColumn, words, count: total } });
  }
  return warnings;
}

/**
 * What the sample gives to think about.
 * @param asked How many rows the user wanted; undefined where that was left open.
 */
export function sampleWarnings(
  { labels, classes }: EncodedLabels,
  allClasses: readonly string[],
  asked: number | undefined,
): DatasetWarning[] {
  const warnings: DatasetWarning[] = [];
  const counts = new Array<number>(classes.length).fill(0);
  if (classes.length > 0) for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const few = classes.filter((_, index) => (counts[index] ?? 0) < EXAMPLES_PER_CLASS);
  if (few.length > 0) {
    const detail = { classes: few.slice(0, CLASSES_NAMED), count: few.length, minimum: EXAMPLES_PER_CLASS };
    warnings.push({ code: 'dataset-few-per-class', detail });
  }
  const minimum = Math.max(EXAMPLES, MEAN_EXAMPLES_PER_CLASS * classes.length);
  if (labels.length < minimum) {
    warnings.push({ code: 'dataset-few-rows', detail: { rows: labels.length, classes: classes.length, minimum } });
  }
  const sampled = new Set(classes);
  const lost = allClasses.filter((name) => !sampled.has(name));
  if (lost.length > 0) {
    const detail = { classes: lost.slice(0, CLASSES_NAMED), count: lost.length };
    warnings.push({ code: 'dataset-classes-not-sampled', detail });
  }
  if (asked !== undefined && labels.length < asked) {
    warnings.push({ code: 'dataset-fewer-rows-than-asked', detail: { asked, rows: labels.length } });
  }
  return warnings;
}
