import { expect, test } from 'vitest';
import type { RankedTask } from '../../src/ranking/document.ts';
import { queryTasks, sortKeys, type TaskQuery, wholeRanking } from '../../src/ranking/task-query.ts';
import { mayHelp, ties } from '../renderer/documents/recorded.ts';

const { tasks } = mayHelp();

function query(part: Partial<TaskQuery>): RankedTask[] {
  return queryTasks(tasks, { ...wholeRanking, ...part });
}

test('without conditions it is the ranking itself', () => {
  expect(query({})).toEqual(tasks);
});

test('all words must occur, in any name, in any case', () => {
  const found = query({ search: '  XNLI   hypothesis ' });
  expect(found.length).toBeGreaterThan(100);
  expect(
    found.every(({ taskId, textColumns }) => taskId === 'facebook/xnli' && textColumns.includes('hypothesis')),
  ).toBe(true);
  expect(query({ search: 'xnli imdb' })).toEqual([]);
});

test('the range of scores includes its ends', () => {
  const [low, high] = [tasks[19]?.score ?? 0, tasks[9]?.score ?? 0];
  expect(query({ scores: [low, high] }).map(({ rank }) => rank)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});

// Every recorded task has the split "train", and none was measured.
test.each(sortKeys.filter((key) => key !== 'split' && key !== 'measured'))(
  'by %s, both directions hold the same tasks and reverse the values',
  (by) => {
    const up = query({ sort: { by, descending: false } });
    const down = query({ sort: { by, descending: true } });
    expect(new Set(up)).toEqual(new Set(tasks));
    expect(new Set(down)).toEqual(new Set(tasks));
    expect(down[0]).not.toBe(up[0]);
  },
);

test('what was measured goes before what was not, by its gain', () => {
  const gains = new Map([
    [tasks[7], 0.031],
    [tasks[2], -0.005],
    [tasks[4], 0.01],
  ]);
  const some = tasks.map((task) => {
    const gain = gains.get(task);
    return gain === undefined ? task : { ...task, measured: { gain, spread: null, seeds: 1 } };
  });
  const sorted = queryTasks(some, { ...wholeRanking, sort: { by: 'measured', descending: true } });
  expect(sorted.slice(0, 4).map(({ measured }) => measured?.gain ?? null)).toEqual([0.031, 0.01, -0.005, null]);
});

test('unknown values come last in both directions', () => {
  const some = tasks.slice(0, 5).map((task, index) => ({ ...task, examples: index === 2 ? null : index }));
  for (const descending of [true, false]) {
    const sorted = queryTasks(some, { ...wholeRanking, sort: { by: 'examples', descending } });
    expect(sorted.at(-1)?.examples).toBeNull();
  }
});

test('equal values keep the order of the ranking', () => {
  const sorted = queryTasks(ties().tasks, { ...wholeRanking, sort: { by: 'split', descending: true } });
  expect(sorted.map(({ rank }) => rank)).toEqual(ties().tasks.map(({ rank }) => rank));
});
