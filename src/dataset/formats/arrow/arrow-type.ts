import type { ColumnKind } from '../../../protocol/dataset-facts.ts';

/** A column of an Arrow schema, or a part of one. */
export interface ArrowField {
  name: string;
  type: ArrowType;
}

/** Whole numbers. */
export interface IntegerType {
  layout: 'integers';
  bits: 8 | 16 | 32 | 64;
  signed: boolean;
}

/**
 * How the values of a column lie in its buffers (https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout).
 * `indices`: of a dictionary with the id `id`. `runs`: equal values in a row stand once, each with the row that it ends before.
 * `unread`: types whose values are not read; how many buffers they have must be known to find those of the columns behind them.
 */
export type ArrowType =
  | { layout: 'nothing' }
  | { layout: 'bits' }
  | IntegerType
  | { layout: 'floats'; bits: 16 | 32 | 64 }
  | { layout: 'decimals'; bits: number; scale: number }
  | { layout: 'texts'; offsetBytes: 4 | 8 }
  | { layout: 'text-views' }
  | { layout: 'indices'; id: number; indices: IntegerType; values: ArrowField }
  | { layout: 'runs'; ends: ArrowField; values: ArrowField }
  | UnreadType;

/** A type whose values are not read. */
export interface UnreadType {
  layout: 'unread';
  /** As Arrow calls it: `dense_union`. */
  name: string;
  kind: Extract<ColumnKind, 'date' | 'list' | 'struct' | 'binary'>;
  /** True where that kind is not what people know it by. */
  odd: boolean;
  /** Buffers of the type itself; more where it has views. */
  buffers: number;
  views: boolean;
  children: ArrowField[];
}

/** What the columns of an Arrow file are. */
export interface ArrowSchema {
  fields: ArrowField[];
  /** What the dictionaries hold, by their ids. */
  dictionaries: Map<number, ArrowField>;
  /** What the library `datasets` noted about the columns. */
  huggingFace: string | null;
}

/** The type of the values, which for dictionaries and runs stand elsewhere. */
export function valueType(type: ArrowType): Exclude<ArrowType, { layout: 'indices' | 'runs' }> {
  return type.layout === 'indices' || type.layout === 'runs' ? valueType(type.values.type) : type;
}

/** What a column is declared to hold. */
export function declaredKind(type: ArrowType): ColumnKind {
  const values = valueType(type);
  switch (values.layout) {
    case 'nothing':
      return 'empty';
    case 'bits':
      return 'boolean';
    case 'integers':
      return 'integer';
    case 'floats':
    case 'decimals':
      return 'float';
    case 'texts':
    case 'text-views':
      return 'string';
    case 'unread':
      return values.kind;
  }
}

/** The name of a type that is not read, where its kind does not tell. */
export function oddTypeName(type: ArrowType): string | null {
  const values = valueType(type);
  return values.layout === 'unread' && values.odd ? values.name : null;
}
