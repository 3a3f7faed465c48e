import { DataType, type Field, MetadataVersion, type Schema } from 'apache-arrow';

/** Where a column's parts are in the lists of a record batch. */
export interface FieldLayout {
  field: Field;
  /** Index of its field node. */
  node: number;
  /** Index of its first buffer, and how many it has. */
  buffer: number;
  buffers: number;
}

/**
 * Which nodes and buffers of a record batch belong to which column; they are listed column after column, children after their
 * parent (https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message).
 * @param variadicCounts How many data buffers each column of views has, in order.
 */
export function layoutOf(
  fields: readonly Field[],
  variadicCounts: readonly number[],
  version: Schema['metadataVersion'],
): FieldLayout[] {
  const counts = [...variadicCounts];
  let node = 0;
  let buffer = 0;
  return fields.map((field) => {
    const size = sizeOf(field.type, counts, version);
    const layout: FieldLayout = { field, node, buffer, buffers: size.buffers };
    node += size.nodes;
    buffer += size.buffers;
    return layout;
  });
}

function sizeOf(type: DataType, variadicCounts: number[], version: Schema['metadataVersion']) {
  const size = { nodes: 1, buffers: ownBuffers(type, variadicCounts, version) };
  // A dictionary-encoded column is one of indices; what is nested lies in the dictionary.
  if (DataType.isDictionary(type)) return size;
  for (const child of type.children ?? []) {
    const inner = sizeOf(child.type, variadicCounts, version);
    size.nodes += inner.nodes;
    size.buffers += inner.buffers;
  }
  return size;
}

/** Buffers of the type itself: validity, then offsets, then data, as far as it has them. */
function ownBuffers(type: DataType, variadicCounts: number[], version: Schema['metadataVersion']): number {
  if (DataType.isNull(type)) return 0;
  if (DataType.isUnion(type)) return (DataType.isDenseUnion(type) ? 2 : 1) + (version < MetadataVersion.V5 ? 1 : 0);
  if (DataType.isStruct(type) || DataType.isFixedSizeList(type)) return 1;
  if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return 2 + (variadicCounts.shift() ?? 0);
  const hasOffsetsAndData =
    DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isBinary(type) || DataType.isLargeBinary(type);
  return hasOffsetsAndData ? 3 : 2;
}
