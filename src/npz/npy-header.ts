import { NpzError } from './npz-error.ts';

/** Types of numbers that are read, by NumPy's names. */
export type NpyType = '<f4' | '<f8' | '<f2';

/** A two-dimensional array of floats, as its header says. */
export interface NpyHeader {
  type: NpyType;
  rows: number;
  columns: number;
}

/** Bytes of a number. */
export const bytesOfType: Record<NpyType, number> = { '<f2': 2, '<f4': 4, '<f8': 8 };

const magic = '\x93NUMPY';

/** Bytes before the header's own text, at most; a header of two dimensions has about a hundred. */
export const prefixBytes = 12;

/** A longer header is none of a plain array. */
const longestHeader = 10_000;

/**
 * How many bytes the header of an array takes (NumPy's format .npy, versions 1 to 3).
 *
 * @param start the first {@link prefixBytes} bytes of the file
 * @throws {NpzError} not-an-array
 */
export function headerBytes(array: string, start: Uint8Array): number {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const name = String.fromCharCode(...start.subarray(0, magic.length));
  const version = start.length < prefixBytes ? 0 : view.getUint8(6);
  if (name !== magic || version < 1 || version > 3) throw new NpzError('not-an-array', array, '');
  const length = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (length > longestHeader) throw new NpzError('not-an-array', array, `a header of ${length} bytes`);
  return length;
}

/**
 * Reads the header of an array: a Python dictionary of three keys.
 *
 * @param header all of it, as long as {@link headerBytes} says
 * @throws {NpzError} not-an-array, not-floats, column-order, not-two-dimensional
 */
export function parseNpyHeader(array: string, header: Uint8Array): NpyHeader {
  const text = new TextDecoder('latin1').decode(header.subarray(10));
  const descr = /['"]descr['"]\s*:\s*(['"][^'"]*['"]|\[)/.exec(text)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) throw new NpzError('not-an-array', array, '');
  const type = typeNamed(descr.replaceAll(/['"]/g, ''));
  if (type === null) throw new NpzError('not-floats', array, descr.replaceAll(/['"]/g, ''));
  const sizes = shape
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '');
  const [rows, columns] = sizes.map(Number);
  if (sizes.length !== 2 || !isSize(rows) || !isSize(columns)) {
    throw new NpzError('not-two-dimensional', array, `(${sizes.join(', ')})`);
  }
  if (order === 'True' && rows > 1 && columns > 1) throw new NpzError('column-order', array, '');
  return { type, rows, columns };
}

/** The header of a float32 array `[rows, columns]`, padded so that numbers begin at a multiple of 64. */
export function formatNpyHeader(rows: number, columns: number): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const length = 64 * Math.ceil((10 + text.length + 1) / 64);
  const header = Buffer.alloc(length, ' ');
  header.write(magic, 0, 'latin1');
  header.writeUInt8(1, 6);
  header.writeUInt8(0, 7);
  header.writeUInt16LE(length - 10, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', length - 1, 'latin1');
  return header;
}

function typeNamed(name: string): NpyType | null {
  return name === '<f4' || name === '<f8' || name === '<f2' ? name : null;
}

function isSize(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
