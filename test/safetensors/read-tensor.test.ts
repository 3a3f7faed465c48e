import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxHeaderBytes, parseHeader } from '../../src/safetensors/header.ts';
import { readTensor } from '../../src/safetensors/read-tensor.ts';
import { SafetensorsError } from '../../src/safetensors/safetensors-error.ts';

/** A file with the given header and data. */
function file(header: string | object, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

function only(bytes: Uint8Array): Float32Array {
  const tensor = parseHeader(bytes, bytes.length).get('a');
  if (tensor === undefined) throw new Error('no tensor a');
  return readTensor(bytes.subarray(tensor.begin, tensor.end), tensor);
}

const tensor = (dtype: string, shape: number[], end: number, begin = 0) => ({
  a: { dtype, shape, data_offsets: [begin, end] },
});

describe('parseHeader', () => {
  it('does not parse a header that nests for ever', () => {
    const bytes = file(`{"a":${'['.repeat(1_000_000)}`);
    expect(() => parseHeader(bytes, bytes.length)).toThrow(/header-json.*nested/);
  });

  it('takes no header above the limit of the caller', () => {
    const bytes = file(tensor('F32', [1], 4), new Uint8Array(4));
    expect(parseHeader(bytes, bytes.length, 1_000).size).toBe(1);
    expect(() => parseHeader(bytes, bytes.length, 20)).toThrow(/header-length/);
  });
});

describe('readTensor', () => {
  it('reads any float32 numbers back, wherever they begin', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 50 }), fc.nat(7), (values, padding) => {
        const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
        const header = JSON.stringify(tensor('F32', [values.length], values.byteLength)) + ' '.repeat(padding);
        expect(only(file(header, data))).toEqual(values);
      }),
    );
  });

  it('widens every float16 as the platform does', () => {
    const halves = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const read = only(file(tensor('F16', [65536], 131072), new Uint8Array(halves.buffer)));
    const view = new DataView(halves.buffer);
    const expected = Float32Array.from(halves, (_, i) => view.getFloat16(2 * i, true));
    expect(read).toEqual(expected);
  });

  it('reads out of a Buffer, whose slices share memory', () => {
    const bytes = Buffer.concat([
      Buffer.from('x'),
      file(tensor('F32', [2], 8), new Uint8Array(Float32Array.of(1, 2).buffer)),
    ]);
    expect([...only(bytes.subarray(1))]).toEqual([1, 2]);
  });

  it('widens bfloat16', () => {
    const data = new Uint8Array(Uint16Array.of(0x3f80, 0xc040, 0x7f80, 0x0001).buffer);
    expect([...only(file(tensor('BF16', [4], 8), data))]).toEqual([
      1,
      -3,
      Number.POSITIVE_INFINITY,
      9.183549615799121e-41,
    ]);
  });
});

describe('a file that is no safetensors file', () => {
  const long = new Uint8Array(16);
  new DataView(long.buffer).setBigUint64(0, BigInt(maxHeaderBytes + 1), true);

  it.each([
    ['too short', new Uint8Array(5), 'truncated'],
    ['zeros', new Uint8Array(64), 'header-length'],
    ['a header above the limit', long, 'header-length'],
    ['not JSON', file('{"a":'), 'header-json'],
    ['not an object', file('[]'), 'header-shape'],
    ['a tensor without offsets', file({ a: { dtype: 'F32', shape: [1] } }), 'header-shape'],
    ['negative sizes', file(tensor('F32', [-1], 4)), 'header-shape'],
    ['data outside the file', file(tensor('F32', [2], 8), new Uint8Array(4)), 'truncated'],
    ['offsets in the wrong order', file(tensor('F32', [1], 0, 4), new Uint8Array(4)), 'offsets'],
    ['fewer bytes than the shape needs', file(tensor('F32', [2], 4), new Uint8Array(8)), 'offsets'],
    ['integers', file(tensor('I64', [1], 8), new Uint8Array(8)), 'dtype'],
  ])('is refused: %s', (_, bytes, reason) => {
    expect(() => only(bytes)).toThrowError(expect.objectContaining({ reason }));
  });

  it('never fails in another way, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseHeader(bytes, bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
    );
  });
});
