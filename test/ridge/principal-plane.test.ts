import { describe, expect, it } from 'vitest';
import { principalPlane } from '../../src/ridge/principal-plane.ts';
import { normal } from '../logme/random-problem.ts';

describe('the principal plane', () => {
  it('has the axes of the largest variance, the first first', () => {
    const next = normal(1);
    // Axes along (1, 1, 0, …)/√2 and (0, 0, 1, …), 5 and 3 wide, in noise of 0.1.
    const known = Array.from({ length: 400 }, (_, row) => {
      const angle = (2 * Math.PI * row) / 400;
      return [5 * Math.cos(angle), 3 * Math.sin(angle)] as const;
    });
    const rows = known.map(([a, b]) =>
      Float32Array.from({ length: 10 }, (_, k) => 7 + 0.1 * next() + (k < 2 ? a * Math.SQRT1_2 : k === 2 ? b : 0)),
    );
    const { places, explained } = principalPlane(rows);
    for (const [row, [first, second]] of places.entries()) {
      expect(Math.abs(first - (known[row]?.[0] ?? 0))).toBeLessThan(0.6);
      expect(Math.abs(second - (known[row]?.[1] ?? 0))).toBeLessThan(0.6);
    }
    expect(explained[0]).toBeGreaterThan(0.65);
    expect(explained[0] + explained[1]).toBeGreaterThan(0.99);
    expect(explained[0] + explained[1]).toBeLessThanOrEqual(1);
  });

  it('is all zeros where rows are equal, and on a line where they lie on one', () => {
    const equal = [Float32Array.of(1, 2), Float32Array.of(1, 2)];
    expect(principalPlane(equal)).toEqual({
      places: [
        [0, 0],
        [0, 0],
      ],
      explained: [0, 0],
    });
    const line = [0, 1, 2].map((step) => Float32Array.of(step, 2 * step, 0));
    const { places, explained } = principalPlane(line);
    expect(places.map(([first]) => Math.abs(first))).toEqual([
      expect.closeTo(Math.sqrt(5)),
      expect.closeTo(0),
      expect.closeTo(Math.sqrt(5)),
    ]);
    for (const [, second] of places) expect(second).toBeCloseTo(0);
    expect(explained[0]).toBeCloseTo(1);
    expect(principalPlane([])).toEqual({ places: [], explained: [0, 0] });
  });
});
