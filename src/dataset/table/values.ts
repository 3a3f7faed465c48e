import type { ColumnKind } from '../../protocol/dataset-facts.ts';

/**
 * One value of a dataset as the formats give it, null where it is missing. Integers beyond 2^53 are bigint; a {@link WrittenFloat}
 * is a whole number that the file holds as a floating-point one; an {@link Opaque} is anything that is neither text nor number.
 */
export type Value = string | number | bigint | boolean | null | WrittenFloat | Opaque;

/** The kind of one value: that of a column which holds only such values. */
export type ValueKind = Exclude<ColumnKind, 'class-label' | 'mixed' | 'empty'>;

/** A float whose value is whole: `1.0` in JSON, or 1 in a column of doubles. It makes a column one of floats. */
export class WrittenFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A value that can be shown, but is neither text nor label. */
export class Opaque {
  readonly kind: 'list' | 'struct' | 'binary' | 'date';
  /** The value for people, shortened. */
  readonly preview: string;

  constructor(kind: Opaque['kind'], preview: string) {
    this.kind = kind;
    this.preview = preview;
  }
}

/** The kind of a value; null for a missing one. */
export function kindOf(value: Value): ValueKind | null {
  if (value === null) return null;
  if (value instanceof Opaque) return value.kind;
  if (value instanceof WrittenFloat) return 'float';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  if (typeof value === 'bigint') return 'integer';
  return typeof value === 'string' ? 'string' : 'boolean';
}

/** A value as text: what is tokenised where a text column holds numbers, and what is shown of others. */
export function textOf(value: Exclude<Value, null>): string {
  if (value instanceof Opaque) return value.preview;
  if (value instanceof WrittenFloat) return value.value.toFixed(1);
  return String(value);
}

/**
 * A value as a format's library gave it. NaN counts as missing, as it does for pandas.
 * @param options `float`: the column holds floating-point numbers, so whole ones are floats too.
 */
export function toValue(raw: unknown, { float = false }: { float?: boolean } = {}): Value {
  switch (typeof raw) {
    case 'string':
    case 'boolean':
      return raw;
    case 'number':
      return numberValue(raw, float);
    case 'bigint':
      return BigInt.asIntN(53, raw) === raw ? Number(raw) : raw;
    case 'object':
      return raw === null ? null : objectValue(raw);
    default:
      return null;
  }
}

function numberValue(raw: number, float: boolean): Value {
  if (Number.isNaN(raw)) return null;
  return float && Number.isInteger(raw) ? new WrittenFloat(raw) : raw;
}

function objectValue(raw: object): Value {
  if (raw instanceof WrittenFloat || raw instanceof Opaque) return raw;
  if (raw instanceof Date) return new Opaque('date', Number.isNaN(raw.getTime()) ? '' : raw.toISOString());
  if (raw instanceof Uint8Array) return new Opaque('binary', `${raw.length} bytes`);
  if (Array.isArray(raw) || ArrayBuffer.isView(raw)) return new Opaque('list', previewOf(raw));
  return new Opaque('struct', previewOf(raw));
}

const PREVIEW_LENGTH = 100;

function previewOf(raw: object): string {
  const json = JSON.stringify(raw, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
  return json.length > PREVIEW_LENGTH ? `${json.slice(0, PREVIEW_LENGTH - 1)}…` : json;
}
