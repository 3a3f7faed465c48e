import type { EsmFilter } from './filter.ts';

/** Writes a filter; `parseFilter` reads the same conditions back. */
export function formatFilter(filter: EsmFilter): string {
  return filter.map(({ field, operator, values }) => field + operator + values.map(writeValue).join(',')).join(' ');
}

function writeValue(value: string): string {
  return /^[^\s,"]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
