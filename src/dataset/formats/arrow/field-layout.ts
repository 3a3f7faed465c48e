import type { ArrowField, ArrowType } from './arrow-type.ts';

/** Where a column's parts are in the lists of a record batch. */
export interface FieldLayout {
  field: ArrowField;
  /** Index of its field node. */
  node: number;
  /** Index of its first buffer, and how many it has itself. */
  buffer: number;
  buffers: number;
  children: FieldLayout[];
}

/**
 * Which nodes and buffers of a record batch belong to which column; they are listed column after column, children after their
 * parent (https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message).
 * @param variadicCounts How many data buffers each column of views has, in order.
 */
export function layoutOf(fields: readonly ArrowField[], variadicCounts: readonly number[]): FieldLayout[] {
  const next: Position = { node: 0, buffer: 0, views: 0 };
  return fields.map((field) => place(field, variadicCounts, next));
}

interface Position {
  node: number;
  buffer: number;
  views: number;
}

function place(field: ArrowField, variadicCounts: readonly number[], next: Position): FieldLayout {
  const buffers = ownBuffers(field.type, () => variadicCounts[next.views++] ?? 0);
  const layout: FieldLayout = { field, node: next.node, buffer: next.buffer, buffers, children: [] };
  next.node += 1;
  next.buffer += buffers;
  layout.children = childrenOf(field.type).map((child) => place(child, variadicCounts, next));
  return layout;
}

/** What a dictionary holds lies in the dictionary. */
function childrenOf(type: ArrowType): ArrowField[] {
  if (type.layout === 'runs') return [type.ends, type.values];
  return type.layout === 'unread' ? type.children : [];
}

/** Buffers of the type itself: validity, then offsets, then data, as far as it has them. */
function ownBuffers(type: ArrowType, takeVariadicCount: () => number): number {
  switch (type.layout) {
    case 'nothing':
    case 'runs':
      return 0;
    case 'texts':
      return 3;
    case 'text-views':
      return 2 + takeVariadicCount();
    case 'unread':
      return type.buffers + (type.views ? takeVariadicCount() : 0);
    default:
      return 2;
  }
}
