import { Decimal } from 'apache-arrow/fb/decimal';
import type { Field } from 'apache-arrow/fb/field';
import { FloatingPoint } from 'apache-arrow/fb/floating-point';
import { Int } from 'apache-arrow/fb/int';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { Precision } from 'apache-arrow/fb/precision';
import { Type } from 'apache-arrow/fb/type';
import { Union } from 'apache-arrow/fb/union';
import { UnionMode } from 'apache-arrow/fb/union-mode';
import type { ArrowField, ArrowType, IntegerType, UnreadType } from './arrow-type.ts';

/** The types that are not read, apart from unions: name, kind, and buffers of the type itself. */
const unreadTypes = new Map<Type, [name: string, kind: UnreadType['kind'], buffers: number]>([
  [Type.Binary, ['binary', 'binary', 3]],
  [Type.LargeBinary, ['large_binary', 'binary', 3]],
  [Type.BinaryView, ['binary_view', 'binary', 2]],
  [Type.FixedSizeBinary, ['fixed_size_binary', 'binary', 2]],
  [Type.Date, ['date', 'date', 2]],
  [Type.Time, ['time', 'date', 2]],
  [Type.Timestamp, ['timestamp', 'date', 2]],
  [Type.Duration, ['duration', 'date', 2]],
  [Type.Interval, ['interval', 'date', 2]],
  [Type.List, ['list', 'list', 2]],
  [Type.LargeList, ['large_list', 'list', 2]],
  [Type.FixedSizeList, ['fixed_size_list', 'list', 1]],
  [Type.ListView, ['list_view', 'list', 3]],
  [Type.LargeListView, ['large_list_view', 'list', 3]],
  [Type.Struct_, ['struct', 'struct', 1]],
  [Type.Map, ['map', 'struct', 2]],
]);

/** Types that their kind describes badly. */
const oddTypes = new Set([Type.Interval, Type.ListView, Type.LargeListView, Type.Map, Type.Duration]);

/**
 * The type of a field that is not one of dictionary indices.
 * @returns Null for a type that Arrow did not have when this was written.
 * @throws Error for a type that cannot be.
 */
export function decodeType(field: Field, children: ArrowField[], version: MetadataVersion): ArrowType | null {
  switch (field.typeType()) {
    case Type.NONE:
    case Type.Null:
      return { layout: 'nothing' };
    case Type.Bool:
      return { layout: 'bits' };
    case Type.Int:
      return decodeInteger(field.type(new Int()));
    case Type.FloatingPoint:
      return decodeFloat(field.type(new FloatingPoint()));
    case Type.Decimal:
      return decodeDecimal(field.type(new Decimal()));
    case Type.Utf8:
      return { layout: 'texts', offsetBytes: 4 };
    case Type.LargeUtf8:
      return { layout: 'texts', offsetBytes: 8 };
    case Type.Utf8View:
      return { layout: 'text-views' };
    case Type.RunEndEncoded:
      return decodeRuns(children);
    case Type.Union:
      return decodeUnion(field.type(new Union()), children, version);
    default:
      return decodeUnread(field.typeType(), children);
  }
}

/** Whole numbers; Arrow leaves the type of a dictionary's indices out where it is a signed integer of 32 bits. */
export function decodeInteger(int: Int | null): IntegerType {
  const bits = int?.bitWidth() ?? 32;
  if (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64) throw new Error(`integers of ${bits} bits`);
  return { layout: 'integers', bits, signed: int?.isSigned() ?? true };
}

function decodeFloat(float: FloatingPoint | null): ArrowType {
  switch (float?.precision()) {
    case Precision.HALF:
      return { layout: 'floats', bits: 16 };
    case Precision.SINGLE:
      return { layout: 'floats', bits: 32 };
    case Precision.DOUBLE:
      return { layout: 'floats', bits: 64 };
    default:
      throw new Error(`floats of the precision ${float?.precision()}`);
  }
}

function decodeDecimal(decimal: Decimal | null): ArrowType {
  const bits = decimal?.bitWidth() ?? 128;
  if (![32, 64, 128, 256].includes(bits)) throw new Error(`decimals of ${bits} bits`);
  return { layout: 'decimals', bits, scale: decimal?.scale() ?? 0 };
}

function decodeRuns([ends, values]: ArrowField[]): ArrowType {
  if (!values || ends?.type.layout !== 'integers') throw new Error('runs without ends');
  return { layout: 'runs', ends, values };
}

/** A union has no validity buffer since version 5 of the format. */
function decodeUnion(union: Union | null, children: ArrowField[], version: MetadataVersion): ArrowType {
  const dense = union?.mode() === UnionMode.Dense;
  const buffers = (dense ? 2 : 1) + (version < MetadataVersion.V5 ? 1 : 0);
  const name = dense ? 'dense_union' : 'sparse_union';
  return { layout: 'unread', name, kind: 'struct', odd: true, buffers, views: false, children };
}

function decodeUnread(type: Type, children: ArrowField[]): ArrowType | null {
  const [name, kind, buffers] = unreadTypes.get(type) ?? [];
  if (name === undefined || kind === undefined || buffers === undefined) return null;
  const views = type === Type.BinaryView;
  return { layout: 'unread', name, kind, odd: oddTypes.has(type), buffers, views, children };
}
