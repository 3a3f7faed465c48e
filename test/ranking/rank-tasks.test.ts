import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints, rankTasks, type ScoredTask } from '../../src/ranking/rank-tasks.ts';
import { oneTask } from '../renderer/documents/recorded.ts';

function scored(repo: string, score: number): ScoredTask {
  const template = oneTask().tasks[0];
  if (template === undefined) throw new Error('the recorded document has no task');
  const { rank: _, ...task } = template;
  return { ...task, repo, score };
}

test('ranks descend by score, and equal scores go by repository id', () => {
  const ranked = rankTasks([scored('b', -0.5), scored('c', 0.1), scored('a', -0.5)]);
  expect(ranked.map(({ rank, repo }) => [rank, repo])).toEqual([
    [1, 'c'],
    [2, 'a'],
    [3, 'b'],
  ]);
});

test('any order of arrival gives the same ranking, which holds every task once', () => {
  const task = fc.record({ repo: fc.string({ unit: 'binary' }), score: fc.constantFrom(-1, -0.5, 0, 0.25) });
  const distinct = fc.uniqueArray(task, { selector: ({ repo }) => repo, maxLength: 12 });
  const shuffled = distinct.chain((tasks) =>
    fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
  );
  fc.assert(
    fc.property(shuffled, ([tasks, otherOrder]) => {
      const rank = (list: typeof tasks) => rankTasks(list.map(({ repo, score }) => scored(repo, score)));
      const ranked = rank(tasks);
      expect(rank(otherOrder)).toEqual(ranked);
      expect(ranked.map(({ rank: place }) => place)).toEqual(tasks.map((_, index) => index + 1));
      expect(new Set(ranked.map(({ repo }) => repo))).toEqual(new Set(tasks.map(({ repo }) => repo)));
    }),
  );
});

test('strings compare by code point, where UTF-16 units would differ', () => {
  expect('\u{1f600}' < '\uffee').toBe(true);
  expect(compareCodePoints('\u{1f600}', '\uffee')).toBeGreaterThan(0);
  expect(compareCodePoints('a', 'ab')).toBeLessThan(0);
  expect(compareCodePoints('ab', 'a')).toBeGreaterThan(0);
  expect(compareCodePoints('ab', 'ab')).toBe(0);
});

test('a score that is not finite is refused', () => {
  expect(() => rankTasks([scored('a', Number.NaN)])).toThrow(RangeError);
});
