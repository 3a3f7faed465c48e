import { describe, expect, it } from 'vitest';
import {
  type LookedAt,
  leastWhole,
  lookWidening,
  mostWhole,
  nextToComplete,
  ofLook,
} from '../../src/certainty/contenders.ts';
import type { Difference } from '../../src/certainty/difference.ts';
import { normal } from '../logme/random-problem.ts';

const draws = 200;

/** Maps with true differences, looked at with noise of one standard error from the sample and as much from the look. */
function pool(truths: readonly number[], seed: number): { looked: LookedAt[]; exact: Difference[] } {
  const next = normal(seed);
  const exact = truths.map((truth) => ({
    value: truth + next(),
    noise: Float32Array.from({ length: draws }, () => next()),
    standardError: 1,
  }));
  const looked = exact.map((own) => ({ look: ofLook({ ...own, value: own.value + next() }), exact: null }));
  return { looked, exact };
}

function complete({ looked, exact }: ReturnType<typeof pool>): { maps: LookedAt[]; stages: number[] } {
  const maps = [...looked];
  const stages: number[] = [];
  for (let next = nextToComplete(maps); next.length > 0; next = nextToComplete(maps)) {
    stages.push(next.length);
    for (const index of next) maps[index] = wholeAt({ looked, exact }, index);
  }
  return { maps, stages };
}

function wholeAt({ looked, exact }: ReturnType<typeof pool>, index: number): LookedAt {
  return { look: looked[index]?.look ?? zero, exact: exact[index] ?? zero };
}

const zero = { value: 0, noise: new Float32Array(draws), standardError: 0 };
const wholeOf = (maps: readonly LookedAt[]) => maps.filter(({ exact }) => exact !== null).length;

describe('which maps become whole', () => {
  it('all, where there are no more than would anyway', () => {
    const { maps, stages } = complete(pool(Array(40).fill(0), 1));
    expect([wholeOf(maps), stages]).toEqual([40, [40]]);
  });

  it('the best by the look first, a certain number of them', () => {
    const problem = pool(
      Array.from({ length: 500 }, (_, i) => -i / 20),
      2,
    );
    const first = nextToComplete(problem.looked);
    expect(first.length).toBe(leastWhole);
    const values = problem.looked.map(({ look }) => look.value);
    const best = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    for (const index of best.slice(0, 50)) expect(first).toContain(index);
  });

  it('never more than so much of all, however many are near ties', () => {
    for (const seed of [3, 4, 5]) {
      const { maps, stages } = complete(pool(Array(1_500).fill(0), seed));
      expect(wholeOf(maps)).toBeLessThanOrEqual(mostWhole(1_500));
      expect(stages.length).toBeGreaterThan(0);
    }
    expect([mostWhole(10), mostWhole(300), mostWhole(1_500)]).toEqual([10, 100, 180]);
  });

  it('those that stand out, in every one of ten samples', () => {
    for (let seed = 10; seed < 20; seed++) {
      const truths = Array.from({ length: 800 }, (_, i) => (i % 200 === 7 ? 6 : 0));
      const { maps } = complete(pool(truths, seed));
      for (const [index, truth] of truths.entries()) if (truth === 6) expect(maps[index]?.exact).not.toBeNull();
    }
  });

  it('the same in the next run, whatever else is whole by then', () => {
    const problem = pool(
      Array.from({ length: 300 }, (_, i) => 2 * Math.sin(i)),
      30,
    );
    const { maps } = complete(problem);
    expect(nextToComplete(maps)).toEqual([]);
    const others = maps.map((map, index) => (index % 3 === 0 ? wholeAt(problem, index) : map));
    expect(nextToComplete(others)).toEqual([]);
    const first = nextToComplete(problem.looked);
    const some = problem.looked.map((map, index) => (index % 3 === 0 ? wholeAt(problem, index) : map));
    expect(nextToComplete(some)).toEqual(first.filter((index) => index % 3 !== 0));
  });

  it('a look is less certain than the sample alone', () => {
    const difference = pool([1], 40).exact[0] ?? zero;
    const { noise, standardError, value } = ofLook(difference);
    expect([value, standardError]).toEqual([difference.value, lookWidening]);
    expect(noise[3]).toBeCloseTo(lookWidening * (difference.noise[3] ?? 0), 6);
  });
});
