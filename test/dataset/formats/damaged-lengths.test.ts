import { describe, expect, it } from 'vitest';
import { checkDeltaHeader, checkRuns } from '../../../src/dataset/formats/parquet/check-runs.ts';
import { largestPage } from '../../../src/dataset/formats/parquet/page-compression.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('checkRuns', () => {
  it.each([
    ['a repeated value', bytes(200 << 1, 3, 1), 1, 200],
    ['eight packed values', bytes(3, 0b10101010), 1, 8],
    ['packed values filled up to eight', bytes(3, 0xff), 1, 5],
    ['several runs', bytes(4, 1, 3, 0x0f, 2, 0), 1, 11],
    ['values without bits', bytes(20), 0, 10],
    ['what follows the last value', bytes(20, 1, 0xff, 0xff, 0xff), 1, 10],
    ['no values', bytes(), 1, 0],
  ])('accepts %s', (_, runs, bits, count) => {
    expect(() => checkRuns(runs, bits, count)).not.toThrow();
  });

  it.each([
    ['2^30 repeated values', bytes(0x80, 0x80, 0x80, 0x80, 0x08, 1), 1, 100],
    ['2^30 packed values', bytes(0x81, 0x80, 0x80, 0x80, 0x02), 1, 100],
    ['a length beyond the end', bytes(0x80), 1, 100],
    ['a length of more than 32 bits', bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 1, 100],
    ['values of 40 bits', bytes(20, 1), 40, 10],
  ])('refuses %s', (_, runs, bits, count) => {
    expect(() => checkRuns(runs, bits, count)).toThrow();
  });
});

describe('checkDeltaHeader', () => {
  it('refuses blocks of more parts than there can be', () => {
    expect(() => checkDeltaHeader(bytes(0x80, 1, 4))).not.toThrow();
    expect(() => checkDeltaHeader(bytes(0x80, 1, 0))).toThrow();
    expect(() => checkDeltaHeader(bytes(0x80, 1, 0xff, 0xff, 0xff, 0x7f))).toThrow();
  });
});

describe('largestPage', () => {
  it('is what the codec can unpack, and never more than the limit', () => {
    expect(largestPage(1000, 'UNCOMPRESSED')).toBeGreaterThanOrEqual(1000);
    expect(largestPage(1000, 'SNAPPY')).toBeLessThan(100_000);
    expect(largestPage(1000, 'ZSTD')).toBe(1 << 28);
    expect(largestPage(1 << 28, 'GZIP')).toBe(1 << 28);
  });
});
