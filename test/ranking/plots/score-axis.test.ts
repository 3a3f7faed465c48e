import { expect, test } from 'vitest';
import { scoreAxis } from '../../../src/ranking/plots/score-axis.ts';

const ranges: [number, number][] = [
  [-0.7057, -0.6226],
  [0.0285, 0.0334],
  [-1.39, 1.59],
  [0, 0],
  [0.5, 0.5000001],
  [-1e308, 1e300],
  [1e-320, 5e-320],
  [999.9, 1000.1],
];

test.each(ranges)('from %d to %d there are three ticks at least, apart and with labels of their own', (low, high) => {
  for (const width of [80, 160, 264, 400, 900, 1400]) {
    const { domain, ticks, tickFormat } = scoreAxis([low, high], width);
    expect(domain[0]).toBeLessThanOrEqual(low);
    expect(domain[1]).toBeGreaterThanOrEqual(high);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(Math.max(8, width / 60));
    for (const tick of ticks) expect(tick >= domain[0] && tick <= domain[1]).toBe(true);
    if (Math.abs(high) < 1e6 && high - low > 1e-6) {
      const decimals = Number(/^\.(\d+)f$/.exec(tickFormat)?.[1]);
      expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
    }
  }
});

test('without scores there is an axis all the same', () => {
  expect(scoreAxis([], 300).ticks.length).toBeGreaterThanOrEqual(3);
  expect(scoreAxis([Number.NaN], 300).domain).toEqual([-1 / 28, 29 / 28]);
});
