import { describe, expect, it } from 'vitest';
import { decodeLz4Frame } from '../../../src/dataset/formats/arrow/lz4-frame.ts';

const magic = [0x04, 0x22, 0x4d, 0x18];
/** Version 1, no checksums, no content size; block size; checksum of the header (not looked at). */
const descriptor = [0x40, 0x40, 0x00];
const end = [0, 0, 0, 0];

function frame(...blocks: number[][]): Uint8Array {
  const sized = blocks.flatMap((block) => [block.length & 255, block.length >> 8, 0, 0, ...block]);
  return Uint8Array.from([...magic, ...descriptor, ...sized, ...end]);
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const letters = (word: string) => [...Buffer.from(word)];

describe('decodeLz4Frame', () => {
  it('copies literals', () => {
    expect(text(decodeLz4Frame(frame([0x50, ...letters('hello')])))).toBe('hello');
  });

  it('repeats matches that overlap themselves', () => {
    // 2 literals, then 9 bytes from 2 back; then one literal.
    expect(text(decodeLz4Frame(frame([0x25, ...letters('ab'), 2, 0, 0x10, ...letters('!')])))).toBe('abababababa!');
  });

  it('refers to earlier blocks', () => {
    expect(text(decodeLz4Frame(frame([0x40, ...letters('abcd')], [0x00, 4, 0, 0x10, ...letters('.')])))).toBe(
      'abcdabcd.',
    );
  });

  it('reads long lengths', () => {
    const literals = Array.from({ length: 300 }, (_, i) => 97 + (i % 26));
    const decoded = decodeLz4Frame(frame([0xff, 255, 30, ...literals, 1, 0, 241, 0x00]));
    expect(decoded.length).toBe(300 + 15 + 241 + 4);
    expect(decoded.subarray(300).every((byte) => byte === literals[299])).toBe(true);
  });

  it('takes blocks that are not packed, skips other frames, joins frames', () => {
    const stored = Uint8Array.from([...magic, ...descriptor, 2, 0, 0, 0x80, ...letters('hi'), ...end]);
    const skipped = Uint8Array.from([0x52, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
    expect(text(decodeLz4Frame(Buffer.concat([stored, skipped, frame([0x10, ...letters('!')])])))).toBe('hi!');
  });

  it.each([
    ['another magic', Uint8Array.of(1, 2, 3, 4, 5)],
    ['a match before the start', frame([0x10, 97, 9, 0, 0x10, 98])],
    ['a match of distance 0', frame([0x10, 97, 0, 0, 0x10, 98])],
    ['literals beyond the block', frame([0x90, 97])],
    ['a block beyond the end', Uint8Array.from([...magic, ...descriptor, 99, 0, 0, 0, 1])],
    ['a frame without an end', Uint8Array.from([...magic, ...descriptor])],
    ['another version', Uint8Array.from([...magic, 0x80, 0x40, 0, ...end])],
    ['a content size beyond reason', Uint8Array.from([...magic, 0x48, 0x40, 0, 0, 0, 0, 0, 0, 1, 0, 0, ...end])],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeLz4Frame(bytes)).toThrow();
  });
});
