import { toValue, type Value } from '../../table/values.ts';
import type { ArrowType, IntegerType } from './arrow-type.ts';
import type { ReadableBuffer } from './body-buffers.ts';
import { readTexts } from './read-texts.ts';

/** A column of one record batch, whose values lie in its own buffers. */
export interface ColumnBatch {
  type: ArrowType;
  nullCount: number;
  /** Validity first (absent for the type of nothing), then as the type has them. */
  buffers: ReadableBuffer[];
  /** Values of the dictionary, where the column is one of indices. */
  dictionary: Value[] | null;
}

/** The types of numbers of the same width. */
type NumberType = Extract<ArrowType, { layout: 'integers' | 'floats' | 'decimals' }>;

/** The values of the rows from `start` to `end` (exclusive) of the batch. */
export async function readValues(column: ColumnBatch, start: number, end: number): Promise<Value[]> {
  const { type, buffers, dictionary } = column;
  if (type.layout === 'nothing') return new Array<Value>(end - start).fill(null);
  if (type.layout === 'runs' || type.layout === 'unread') throw new Error(`values of the layout ${type.layout}`);
  const valid = await readValidity(column, start, end);
  if (type.layout === 'texts' || type.layout === 'text-views') {
    return readTexts(type, buffers.slice(1), start, end, valid);
  }
  const [, data] = buffers;
  if (!data) throw new Error('a column without data');
  const read =
    type.layout === 'bits'
      ? await readBits(data, start, end)
      : await readNumbers(type.layout === 'indices' ? type.indices : type, data, start, end);
  return Array.from({ length: end - start }, (_, i) => {
    if (!valid(i)) return null;
    return dictionary ? entryOf(dictionary, Number(read(i))) : read(i);
  });
}

function entryOf(dictionary: readonly Value[], index: number): Value {
  const value = dictionary[index];
  if (value === undefined) throw new Error(`entry ${index} of a dictionary of ${dictionary.length}`);
  return value;
}

async function readNumbers(type: NumberType, data: ReadableBuffer, start: number, end: number) {
  const width = type.bits / 8;
  const bytes = await data.read(start * width, end * width);
  return fixedReader(type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
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

/** Reads the value at an index of numbers that lie one after the other. */
function fixedReader(type: NumberType, view: DataView): (i: number) => Value {
  if (type.layout === 'integers') return integerReader(type, view);
  if (type.layout === 'decimals') {
    const { bits, scale } = type;
    return (i) => toValue(decimalAt(view, (i * bits) / 8, bits) / 10 ** scale, { float: true });
  }
  const float = { float: true };
  switch (type.bits) {
    case 16:
      return (i) => toValue(halfFloat(view.getUint16(i * 2, true)), float);
    case 32:
      return (i) => toValue(view.getFloat32(i * 4, true), float);
    case 64:
      return (i) => toValue(view.getFloat64(i * 8, true), float);
  }
}

function integerReader({ bits, signed }: IntegerType, view: DataView): (i: number) => Value {
  switch (bits) {
    case 8:
      return (i) => (signed ? view.getInt8(i) : view.getUint8(i));
    case 16:
      return (i) => (signed ? view.getInt16(i * 2, true) : view.getUint16(i * 2, true));
    case 32:
      return (i) => (signed ? view.getInt32(i * 4, true) : view.getUint32(i * 4, true));
    case 64:
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
