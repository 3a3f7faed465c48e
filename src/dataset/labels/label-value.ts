import { compareCodePoints } from '../table/compare-code-points.ts';

/** A label as it is compared and counted. */
export type LabelValue = string | number | bigint | boolean;

/** Order of classes: text by code point as Python sorts it, numbers by size, false before true. */
export function compareLabels(a: LabelValue, b: LabelValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Name of the class of a label: its name in the dataset's metadata where it has one, else the label itself. */
export function className(label: LabelValue, names: readonly string[] | null): string {
  return (typeof label === 'number' ? names?.[label] : undefined) ?? String(label);
}
