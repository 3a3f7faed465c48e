import { type Value, WrittenFloat } from '../../table/values.ts';
import { checkText, checkValue, NESTING_LIMIT, NestedTooDeep } from './nesting.ts';
import { withoutPythonNumbers } from './python-numbers.ts';

/**
 * Parses one JSON value. Numbers written as floats stay floats even where they are whole (`1.0`), and `NaN` and `Infinity`,
 * which Python writes, are read (NaN as null).
 * @throws SyntaxError where it is no JSON; NestedTooDeep.
 */
export function parseJson(text: string): unknown {
  try {
    return parseStrict(text);
  } catch (error) {
    if (error instanceof NestedTooDeep) throw error;
    checkText(text);
    const plain = withoutPythonNumbers(text);
    if (plain === text) throw error;
    return parseStrict(plain);
  }
}

function parseStrict(text: string): unknown {
  const value = /\d\.0*[\s,}\]]|\d[eE]/.test(text) ? JSON.parse(text, keepFloats) : JSON.parse(text);
  // A bracket takes a character, and so does its other half.
  if (text.length > 2 * NESTING_LIMIT) checkValue(value);
  return value;
}

function keepFloats(_key: string, value: unknown, context?: { source?: string }): unknown {
  const whole = typeof value === 'number' && Number.isInteger(value);
  return whole && /[.eE]/.test(context?.source ?? '') ? new WrittenFloat(value) : value;
}

/** A JSON object, as opposed to an array, a {@link WrittenFloat} or a plain value. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenFloat);
}

/** A field of a record; null where it is absent, also for names that every object inherits. */
export function fieldOf(record: Record<string, unknown>, name: string, toValue: (raw: unknown) => Value): Value {
  return Object.hasOwn(record, name) ? toValue(record[name]) : null;
}
