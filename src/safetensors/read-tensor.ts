import type { Tensor } from './header.ts';
import { SafetensorsError } from './safetensors-error.ts';

/** Bytes of one number, for the types that are read here. */
const bytesPerNumber = new Map([
  ['F32', 4],
  ['F16', 2],
  ['BF16', 2],
]);

/** How many numbers a tensor has, by its shape. */
export function numbersOf({ shape }: Tensor): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Checks that a tensor is of a floating-point type read here and that its bytes are those of its shape.
 *
 * @throws {SafetensorsError} dtype, offsets
 */
export function checkTensor(tensor: Tensor): void {
  const width = bytesPerNumber.get(tensor.dtype);
  if (width === undefined) throw new SafetensorsError('dtype', `tensor ${tensor.name} holds ${tensor.dtype}`);
  const expected = numbersOf(tensor) * width;
  if (tensor.end - tensor.begin !== expected) {
    const found = tensor.end - tensor.begin;
    throw new SafetensorsError('offsets', `tensor ${tensor.name} has ${found} bytes, its shape needs ${expected}`);
  }
}

/**
 * The numbers of a tensor as float32, row-major in its shape. float16 and bfloat16 are widened exactly.
 *
 * @param bytes the tensor's own bytes: the file from `begin` to `end`
 * @throws {SafetensorsError} dtype, offsets
 */
export function readTensor(bytes: Uint8Array, tensor: Tensor): Float32Array {
  checkTensor(tensor);
  const count = numbersOf(tensor);
  // A copy, because a tensor may begin at any byte and typed arrays need alignment. Not `slice`: that of a Buffer is no copy.
  const own = new Uint8Array(bytes).buffer;
  if (tensor.dtype === 'F32') return new Float32Array(own, 0, count);
  const halves = new Uint16Array(own, 0, count);
  const values = new Float32Array(count);
  const widen = tensor.dtype === 'F16' ? widenFloat16 : widenBfloat16;
  widen(halves, values);
  return values;
}

/** bfloat16 is the upper half of a float32. */
function widenBfloat16(halves: Uint16Array, values: Float32Array): void {
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
}

/** IEEE 754 binary16: 1 sign bit, 5 of exponent (bias 15), 10 of fraction. */
function widenFloat16(halves: Uint16Array, values: Float32Array): void {
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] ?? 0;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    const sign = half & 0x8000 ? -1 : 1;
    if (exponent === 0) values[i] = sign * fraction * 2 ** -24;
    else if (exponent === 0x1f) values[i] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else values[i] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
}
