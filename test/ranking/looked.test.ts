import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/ranking/export/csv.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { toTextTable } from '../../src/ranking/export/text-table.ts';
import { countLookedAt, lookedAtRows } from '../../src/ranking/looked.ts';
import { rankTasks, type ScoredTask } from '../../src/ranking/rank-tasks.ts';
import { lookedAtSentence, lookedSentence } from '../../src/ranking/sentences/looked.ts';
import { english } from '../../src/ranking/sentences/translate.ts';
import { unknownCertainty } from '../../src/ranking/unknown-certainty.ts';
import { clearlyHelps, twoTasks } from '../renderer/documents/recorded.ts';

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

  it('are marked in every form', () => {
    const whole = twoTasks();
    const [first, last] = whole.tasks;
    if (first === undefined || last === undefined) throw new Error('the document has two tasks');
    const document = {
      ...whole,
      tasks: [
        { ...first, looked: 'whole' as const },
        { ...last, looked: part },
      ],
    };
    expect(toTextTable(document)).toContain('stanfordnlp/imdb, looked at');
    expect(toTextTable(document)).not.toContain('sst2, looked at');
    expect(toMarkdown(document)).toContain('stanfordnlp/imdb, looked at');
    expect(toHtml(document)).toContain(', looked at</th>');
    expect(
      toCsv(document)
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').at(-1)),
    ).toEqual(['looked_at_rows', '', '96']);
    expect(lookedSentence(last)).toBe('');
    expect(lookedSentence({ looked: part })).toBe(
      'Only looked at: its score is an estimate from 96 of 768 dimensions.',
    );
    expect(lookedAtSentence(document, english)).toBe(
      '1 task was only looked at: its score is an estimate, and it comes last.',
    );
    expect(lookedAtSentence(whole, english)).toBe('');
  });

  it('are counted apart where they may yet be among the best', () => {
    const document = twoTasks();
    const [first, last] = document.tasks.map((task) => ({ ...task, looked: part }));
    if (first === undefined || last === undefined) throw new Error('the document has two tasks');
    const { certainty } = clearlyHelps();
    if (certainty === null) throw new Error('the document says how sure it is');
    const saying = (shortlist: string[], tied: string[]) =>
      lookedAtSentence({ tasks: [first, last], certainty: { ...certainty, shortlist, tied } }, english).split(
        ': their scores are estimates, and they come last.',
      );
    const [one, other] = [first.repo ?? '', last.repo ?? ''];
    expect(saying([one], [other])).toEqual(['2 tasks were only looked at', ' 2 of those may yet be among the best.']);
    expect(saying([one], [one])).toEqual(['2 tasks were only looked at', ' 1 of those may yet be among the best.']);
    expect(saying([], ['another/one'])).toEqual(['2 tasks were only looked at', '']);
    const alone = { tasks: [first], certainty: { ...certainty, shortlist: [one], tied: [] } };
    expect(lookedAtSentence(alone, english)).toBe(
      '1 task was only looked at: its score is an estimate, and it comes last. It may yet be among the best.',
    );
  });
});
