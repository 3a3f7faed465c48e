import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binAround } from '../../../src/ranking/plots/bins.ts';

test('every value is in one bar, and the anchor is an edge', () => {
  const value = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(value, fc.array(value, { minLength: 1, maxLength: 200 }), (anchor, values) => {
      const bins = binAround(anchor, values);
      const width = (bins[0]?.to ?? 0) - (bins[0]?.from ?? 0);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(bins.length).toBeLessThanOrEqual(62);
      for (const { from, to } of bins) {
        expect(to - from).toBeCloseTo(width, 9);
        expect(Math.abs((from - anchor) / width - Math.round((from - anchor) / width))).toBeLessThan(1e-6);
      }
    }),
  );
});

test('bars are of round width', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index + 0.5) / 1000);
  const bins = binAround(0.05, values);
  expect(bins.map(({ from, count }) => [Number(from.toFixed(6)), count])).toEqual(
    Array.from({ length: 20 }, (_, index) => [(index * 5) / 1000, 5]),
  );
});

test('one value and none', () => {
  expect(binAround(1, [1])).toMatchObject([{ from: 1, count: 1 }]);
  expect(binAround(1, [])).toEqual([]);
});
