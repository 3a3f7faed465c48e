import type { SchemaTree } from 'hyparquet';
import type { ColumnKind } from '../../../protocol/dataset-facts.ts';

/** What a column of a Parquet file is declared to hold; null for byte arrays that say nothing more: they may be text. */
export function declaredKind({ element, children }: SchemaTree): ColumnKind | null {
  if (element.repetition_type === 'REPEATED') return 'list';
  if (children.length > 0) return nestedKind(element);
  return logicalKind(element) ?? physicalKind(element.type);
}

function nestedKind({ converted_type, logical_type }: SchemaTree['element']): ColumnKind {
  return converted_type === 'LIST' || logical_type?.type === 'LIST' ? 'list' : 'struct';
}

function logicalKind({ converted_type, logical_type, scale }: SchemaTree['element']): ColumnKind | null {
  switch (logical_type?.type ?? converted_type) {
    case 'STRING':
    case 'UTF8':
    case 'ENUM':
    case 'JSON':
    case 'UUID':
      return 'string';
    case 'FLOAT16':
      return 'float';
    case 'DECIMAL':
      return scale ? 'float' : 'integer';
    case 'DATE':
    case 'TIME':
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
    case 'TIMESTAMP':
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
    case 'INTERVAL':
      return 'date';
    case 'NULL':
      return 'empty';
    case 'BSON':
      return 'binary';
    case 'GEOMETRY':
    case 'GEOGRAPHY':
    case 'VARIANT':
      return 'struct';
    default:
      return null;
  }
}

function physicalKind(type: SchemaTree['element']['type']): ColumnKind | null {
  switch (type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'FLOAT':
    case 'DOUBLE':
      return 'float';
    case 'INT96':
      return 'date';
    case 'FIXED_LEN_BYTE_ARRAY':
      return 'binary';
    default:
      return null;
  }
}
