import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesField, floatField, intField, message, textField } from '../../../src/language-model/onnx/protobuf.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('protobuf', () => {
  // The examples of protobuf.dev/programming-guides/encoding.
  it.each([
    [intField(1, 150), '089601'],
    [textField(2, 'testing'), '120774657374696e67'],
    [bytesField(3, intField(1, 150)), '1a03089601'],
    [intField(1, -2), '08feffffffffffffffff01'],
    [floatField(5, 1), '2d0000803f'],
    [intField(20, 0), 'a00100'],
  ])('writes the examples of its guide (%#)', (bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });

  it('writes whole numbers that read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(readVarint(intField(1, value).subarray(1))).toBe(BigInt(value));
      }),
    );
  });

  it('joins fields in order', () => {
    expect(hex(message([intField(1, 1), textField(2, 'a'), intField(1, 2)]))).toBe('08011201610802');
    expect(message([]).length).toBe(0);
  });
});

function readVarint(bytes: Uint8Array): bigint {
  const digits = [...bytes].map((byte) => BigInt(byte & 0x7f));
  return BigInt.asIntN(
    64,
    digits.reduceRight((value, digit) => (value << 7n) | digit, 0n),
  );
}
