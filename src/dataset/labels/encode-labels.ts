import { className, compareLabels, type LabelValue } from './label-value.ts';

/** Labels as LogME takes them. */
export interface EncodedLabels {
  /** `[n]`: index into `classes`, or the value for regression. */
  labels: Float64Array;
  /** Names in the order of the indices; empty for regression. */
  classes: string[];
}

/**
 * Numbers the classes that occur 0…K-1 in their order (text by code point, numbers by size), so that no class is without example.
 * @param labels `[n]`.
 * @param names Names of integer labels, from the dataset's metadata.
 */
export function encodeClasses(labels: readonly LabelValue[], names: readonly string[] | null): EncodedLabels {
  const distinct = [...new Set(labels)].sort(compareLabels);
  const indexOf = new Map(distinct.map((label, index) => [label, index]));
  return {
    labels: Float64Array.from(labels, (label) => indexOf.get(label) ?? Number.NaN),
    classes: distinct.map((label) => className(label, names)),
  };
}

/** Labels that are values already. */
export function encodeValues(labels: readonly LabelValue[]): EncodedLabels {
  return { labels: Float64Array.from(labels, Number), classes: [] };
}
