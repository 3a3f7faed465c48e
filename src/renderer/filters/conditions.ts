import type { EsmFilter, FilterField, FilterOperator } from '../../esm-filter/filter.ts';

/** Values of the conditions with this field and operator. */
export function valuesOf(filter: EsmFilter, field: FilterField, operator: FilterOperator): string[] {
  return filter.filter((each) => each.field === field && each.operator === operator).flatMap(({ values }) => values);
}

/** The filter with one condition of this field and operator, for these values; with none where there are no values. */
export function withValues(
  filter: EsmFilter,
  field: FilterField,
  operator: FilterOperator,
  values: readonly string[],
): EsmFilter {
  const others = filter.filter((each) => each.field !== field || each.operator !== operator);
  return values.length === 0 ? others : [...others, { field, operator, values: [...values] }];
}

/** A value and how many tasks have it. */
export interface CountedValue {
  value: string;
  count: number;
}

/** Distinct values with their counts, the most frequent first. */
export function countValues(values: readonly (string | null)[]): CountedValue[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
