import { DataType } from 'apache-arrow';
import type { ColumnKind } from '../../../protocol/dataset-facts.ts';

const kinds: [(type: unknown) => boolean, ColumnKind][] = [
  [DataType.isUtf8, 'string'],
  [DataType.isLargeUtf8, 'string'],
  [DataType.isUtf8View, 'string'],
  [DataType.isInt, 'integer'],
  [DataType.isFloat, 'float'],
  [DataType.isDecimal, 'float'],
  [DataType.isBool, 'boolean'],
  [DataType.isDate, 'date'],
  [DataType.isTime, 'date'],
  [DataType.isTimestamp, 'date'],
  [DataType.isDuration, 'date'],
  [DataType.isInterval, 'date'],
  [DataType.isList, 'list'],
  [DataType.isLargeList, 'list'],
  [DataType.isFixedSizeList, 'list'],
  [DataType.isStruct, 'struct'],
  [DataType.isMap, 'struct'],
  [DataType.isUnion, 'struct'],
  [DataType.isNull, 'empty'],
];

/** What a column of an Arrow file is declared to hold. */
export function declaredKind(type: DataType): ColumnKind {
  const valueType = DataType.isDictionary(type) ? type.dictionary : type;
  return kinds.find(([holds]) => holds(valueType))?.[1] ?? 'binary';
}
