import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { NestedTooDeep } from './nesting.ts';
import { parseJson } from './parse-record.ts';

/** How a file departs from JSON Lines in a way that leaves no doubt. */
export type Variant = Extract<DatasetWarning, { code: 'dataset-json-variant' }>['detail']['variant'];

/** Stands before each record in RFC 7464. */
export const RECORD_SEPARATOR = '\x1e';

/**
 * Parses one line, also where a comma or a record separator stands around its value.
 * @throws SyntaxError, NestedTooDeep
 */
export function parseVariant(line: string): { value: unknown; variant: Variant | null } {
  const text = line.trim();
  const variant = variantOf(text);
  if (variant === null) return { value: parseJson(text), variant };
  try {
    return { value: parseJson(without(variant, text)), variant };
  } catch (error) {
    if (error instanceof NestedTooDeep) throw error;
    // What is told of the line is told of it as it stands.
    return { value: parseJson(text), variant: null };
  }
}

function variantOf(text: string): Variant | null {
  if (text.startsWith(RECORD_SEPARATOR)) return 'record-separators';
  return text.endsWith(',') || text.startsWith(',') ? 'commas' : null;
}

function without(variant: Variant, text: string): string {
  if (variant === 'record-separators') return text.slice(RECORD_SEPARATOR.length);
  return text.startsWith(',') ? text.slice(1) : text.slice(0, -1);
}
