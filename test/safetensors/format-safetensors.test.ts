import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSafetensors, type NewTensor } from '../../src/safetensors/format-safetensors.ts';
import { parseHeader } from '../../src/safetensors/header.ts';
import { readTensor } from '../../src/safetensors/read-tensor.ts';

function readBack(file: Uint8Array, name: string): Float32Array {
  const tensor = parseHeader(file, file.byteLength).get(name);
  if (tensor === undefined) throw new Error(`no tensor ${name}`);
  return readTensor(file.subarray(tensor.begin, tensor.end), tensor);
}

const tensor = (name: string, values: Float32Array, dtype: NewTensor['dtype'] = 'F32') => ({
  name,
  dtype,
  shape: [values.length],
  values,
});

describe('formatSafetensors', () => {
  it('gives any float32 numbers back, of each tensor its own', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 40 }), fc.float32Array({ minLength: 1 }), (a, b) => {
        const file = formatSafetensors([tensor('model.bias', a), tensor('model.weight', b)]);
        expect(readBack(file, 'model.bias')).toEqual(a);
        expect(readBack(file, 'model.weight')).toEqual(b);
      }),
    );
  });

  it('begins the data at a multiple of eight bytes', () => {
    for (const name of ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh']) {
      const file = formatSafetensors([tensor(name, Float32Array.of(1))]);
      expect((parseHeader(file, file.byteLength).get(name)?.begin ?? 1) % 8).toBe(0);
    }
  });

  // What torch 2.6 gives for torch.tensor(x, dtype=torch.float32).to(torch.bfloat16).to(torch.float32).
  it.each([
    [1, 1],
    [-0, -0],
    [1.00390625, 1],
    [1.01171875, 1.015625],
    [1.004, 1.0078125],
    [-2.71, -2.703125],
    [1e-40, 9.183549615799121e-41],
    [3.3e38, 3.2964854295465914e38],
    [3.4028234e38, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.NaN, Number.NaN],
  ])('rounds %d to bfloat16 %d', (value, expected) => {
    const file = formatSafetensors([tensor('a', Float32Array.of(value), 'BF16')]);
    expect(file.byteLength % 8).toBe(2);
    expect(readBack(file, 'a')).toEqual(Float32Array.of(expected));
  });
});
