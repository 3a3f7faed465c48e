import { describe, expect, it } from 'vitest';
import { countLookedAt, lookedAtRows } from '../../src/ranking/looked.ts';
import { rankTasks, type ScoredTask } from '../../src/ranking/rank-tasks.ts';
import { unknownCertainty } from '../../src/ranking/unknown-certainty.ts';

function task(repo: string, score: number, looked?: ScoredTask['looked']): ScoredTask {
  const facts = {
    taskSubset: null,
    taskSplit: null,
    labelColumn: null,
    examples: null,
    language: null,
    architecture: null,
  };
  return {
    repo,
    score,
    ...(looked === undefined ? {} : { looked }),
    evidence: [],
    revision: null,
    taskId: repo,
    textColumns: [],
    training: {},
    ...facts,
    ...unknownCertainty,
  };
}

const part = { rows: 96, of: 768 };

describe('tasks that were only looked at', () => {
  it('come after all that are exact, each group by its scores', () => {
    const tasks = [task('a', -1), task('b', 0.5, part), task('c', -0.5, 'whole'), task('d', 0.7, part), task('e', -2)];
    const ranked = rankTasks(tasks);
    expect(ranked.map(({ repo, rank }) => [repo, rank])).toEqual([
      ['c', 1],
      ['a', 2],
      ['e', 3],
      ['d', 4],
      ['b', 5],
    ]);
    expect(countLookedAt(ranked)).toBe(2);
    expect(ranked.map((each) => lookedAtRows(each))).toEqual([null, null, null, part, part]);
  });
});
