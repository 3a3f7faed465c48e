import { DataType, Precision } from 'apache-arrow';
import { toValue, type Value } from '../../values.ts';
import type { ReadableBuffer } from './body-buffers.ts';
import { readTexts } from './read-texts.ts';

/** A column of one record batch. */
export interface ColumnBatch {
  type: DataType;
  nullCount: number;
  /** Validity first (absent for the null type), then as the type has them. */
  buffers: ReadableBuffer[];
  /** Values of the dictionary, where the column is one of indices. */
  dictionary: Value[] | null;
}

/** True for types whose values are read; the others can be neither text nor label. */
export function isReadable(type: DataType): boolean {
  if (DataType.isDictionary(type)) return isReadable(type.dictionary);
  return isText(type) || DataType.isNull(type) || DataType.isBool(type) || fixedWidth(type) !== null;
}

/** The values of the rows from `start` to `end` (exclusive) of the batch. */
export async function readValues(column: ColumnBatch, start: number, end: number): Promise<Value[]> {
  const { type, buffers, dictionary } = column;
  if (DataType.isNull(type)) return new Array<Value>(end - start).fill(null);
  const valid = await readValidity(column, start, end);
  if (isText(type)) return readTexts(type, buffers.slice(1), start, end, valid);
  const [, data] = buffers;
  if (!data) throw new Error('a column without data');
  if (DataType.isBool(type)) {
    const bit = await readBits(data, start, end);
    return Array.from({ length: end - start }, (_, i) => (valid(i) ? bit(i) : null));
  }
  const indexType = DataType.isDictionary(type) ? type.indices : type;
  const width = fixedWidth(indexType);
  if (width === null) throw new Error(`values of the type ${type}`);
  const bytes = await data.read(start * width, end * width);
  const read = fixedReader(indexType, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return Array.from({ length: end - start }, (_, i) => {
    if (!valid(i)) return null;
    const value = read(i);
    return dictionary ? (dictionary[Number(value)] ?? null) : value;
  });
}

function isText(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);
}

/** Which of the rows from `start` have a value. */
async function readValidity({ nullCount, buffers }: ColumnBatch, start: number, end: number) {
  const [validity] = buffers;
  return nullCount === 0 || !validity || validity.byteLength === 0 ? () => true : readBits(validity, start, end);
}

/** Bits from `start` to `end` of a buffer, the lowest bit of a byte first. */
async function readBits(buffer: ReadableBuffer, start: number, end: number): Promise<(i: number) => boolean> {
  const firstByte = start >> 3;
  const bytes = await buffer.read(firstByte, Math.ceil(end / 8));
  return (i) => {
    const bit = start + i - firstByte * 8;
    return (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  };
}

/** Bytes of a value; null for types that are not numbers. */
function fixedWidth(type: DataType): number | null {
  if (DataType.isInt(type) || DataType.isDecimal(type)) return type.bitWidth / 8;
  if (!DataType.isFloat(type)) return null;
  return { [Precision.HALF]: 2, [Precision.SINGLE]: 4, [Precision.DOUBLE]: 8 }[type.precision];
}

/** Reads the value at an index of numbers that lie one after the other. */
function fixedReader(type: DataType, view: DataView): (i: number) => Value {
  if (DataType.isInt(type)) return integerReader(type.bitWidth, type.isSigned, view);
  if (DataType.isDecimal(type)) {
    const { bitWidth, scale } = type;
    return (i) => toValue(decimalAt(view, (i * bitWidth) / 8, bitWidth) / 10 ** scale, { float: true });
  }
  const float = { float: true };
  switch (DataType.isFloat(type) ? type.precision : null) {
    case Precision.HALF:
      return (i) => toValue(halfFloat(view.getUint16(i * 2, true)), float);
    case Precision.SINGLE:
      return (i) => toValue(view.getFloat32(i * 4, true), float);
    default:
      return (i) => toValue(view.getFloat64(i * 8, true), float);
  }
}

function integerReader(bits: number, signed: boolean, view: DataView): (i: number) => Value {
  switch (bits) {
    case 8:
      return (i) => (signed ? view.getInt8(i) : view.getUint8(i));
    case 16:
      return (i) => (signed ? view.getInt16(i * 2, true) : view.getUint16(i * 2, true));
    case 32:
      return (i) => (signed ? view.getInt32(i * 4, true) : view.getUint32(i * 4, true));
    default:
      return (i) => toValue(signed ? view.getBigInt64(i * 8, true) : view.getBigUint64(i * 8, true));
  }
}

/** A signed integer of any width, lowest byte first. */
function decimalAt(view: DataView, offset: number, bits: number): number {
  let sum = 0n;
  for (let byte = bits / 8 - 1; byte >= 0; byte--) sum = (sum << 8n) | BigInt(view.getUint8(offset + byte));
  return Number(BigInt.asIntN(bits, sum));
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
