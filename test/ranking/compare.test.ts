import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRankings, kendallTau } from '../../src/ranking/compare.ts';
import { rankTasks } from '../../src/ranking/rank-tasks.ts';
import { manyTasks, partial, someTasks } from '../renderer/documents/recorded.ts';

test('tau-b of a textbook case with ties', () => {
  // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) documents -0.47140452079103173.
  expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.4714045207910317, 14);
});

test('tau is 1 with itself, -1 reversed, and the same both ways', () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (x, stream) => {
      const y = [...stream.take(x.length)];
      const tau = kendallTau(x, y);
      expect(kendallTau(y, x)).toEqual(tau);
      if (tau !== null) expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
      if (new Set(x).size < 2) return;
      expect(kendallTau(x, x)).toBeCloseTo(1, 12);
      expect(
        kendallTau(
          x,
          x.map((value) => -value),
        ),
      ).toBeCloseTo(-1, 12);
    }),
  );
});

test('tau is not defined for one value or equal ones', () => {
  expect(kendallTau([1], [1])).toBeNull();
  expect(kendallTau([1, 1], [1, 2])).toBeNull();
});

test('a ranking against itself has no changes', () => {
  const { common, tau, tasks } = compareRankings(manyTasks(), manyTasks());
  expect({ common, tau }).toEqual({ common: 1500, tau: 1 });
  expect(tasks.every(({ rise }) => rise === 0)).toBe(true);
});

test('ranks are counted among the common tasks', () => {
  const { common, tau, tasks } = compareRankings(manyTasks(), partial(412));
  expect({ common, tau }).toEqual({ common: 412, tau: 1 });
  expect(tasks.length).toBe(1500);
  expect(tasks.slice(0, 412).every(({ rise }) => rise === 0)).toBe(true);
  expect(tasks.slice(412).every(({ first, second }) => first === null && second === null)).toBe(true);
});

test('rises and falls', () => {
  const first = someTasks();
  const [a, b, ...rest] = first.tasks;
  if (a === undefined || b === undefined) throw new Error('too few tasks');
  const second = { tasks: rankTasks([{ ...a, score: b.score }, { ...b, score: a.score }, ...rest]) };
  const { tasks } = compareRankings(first, second);
  expect(tasks[0]).toMatchObject({ key: a.repo, first: 1, second: 2, rise: -1 });
  expect(tasks[1]).toMatchObject({ key: b.repo, first: 2, second: 1, rise: 1 });
});
