import { describe, expect, it } from 'vitest';
import { type ResultProblem, resultProblem } from '../../src/protocol/problems/result.ts';
import { describeResultProblem } from '../../src/words/result-problems.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'result';
const file = 'r.json';
const nameRanking = 'Name a file that <format json> <out> wrote.';
const nameTransfers = 'Name a file that the fine-tuning cell wrote: it ends in ".transfers.json".';

const table: [ResultProblem, string, string | null][] = [
  [
    { area, code: 'result-unreadable', kind: 'transfers', file, fault: 'missing', detail: '' },
    'There is no file r.json.',
    'Check <transfers r.json>; the path starts from the folder you are in.',
  ],
  [
    { area, code: 'result-unreadable', kind: 'ranking', file, fault: 'is-folder', detail: '' },
    'r.json is a folder.',
    nameRanking,
  ],
  [
    { area, code: 'result-not-json', kind: 'ranking', file, reason: 'it ends' },
    'r.json is not JSON: it ends',
    nameRanking,
  ],
  [
    { area, code: 'result-other-version', kind: 'transfers', file, schema: 'intermediate-task-transfers/2' },
    'r.json is of another version of this program: it calls itself intermediate-task-transfers/2.',
    nameTransfers,
  ],
  [
    { area, code: 'result-of-another-kind', kind: 'ranking', file, where: 'tasks', reason: 'expected array' },
    'r.json is not a ranking: tasks: expected array',
    nameRanking,
  ],
  [
    { area, code: 'result-of-another-kind', kind: 'transfers', file, where: '', reason: 'expected object' },
    'r.json does not hold what fine-tuning gave: expected object',
    nameTransfers,
  ],
  [
    { area, code: 'result-without-tasks', file },
    'r.json ranks no task, so there is none to fine-tune on first.',
    'Rank again with more maps.',
  ],
  [
    { area, code: 'result-not-kept', name: 'ranking-9', kept: ['ranking-1', 'ranking-2'] },
    'There is no result ranking-9 in this session.',
    'There are: ranking-1, ranking-2.',
  ],
  [
    { area, code: 'result-not-kept', name: 'ranking-9', kept: [] },
    'There is no result ranking-9 in this session.',
    'Rank first, or name a file that holds a ranking.',
  ],
  [
    { area, code: 'result-unknown-task', file, task: 'imbd', similar: ['imdb'] },
    'r.json ranks no task imbd.',
    'Did you mean imdb?',
  ],
  [
    { area, code: 'result-unknown-task', file, task: 'x', similar: [] },
    'r.json ranks no task x.',
    'Name a task, its map or its rank as the ranking has them.',
  ],
];

describe('describeResultProblem', () => {
  it.each(table)('%j', (problem, message, remedy) => {
    expect(describeResultProblem(problem, voice)).toEqual({ message, remedy });
  });

  it('covers every code', () => {
    const codes = resultProblem.options.map((option) => option.shape.code.value).sort();
    expect([...new Set(table.map(([{ code }]) => code))].sort()).toEqual(codes);
  });
});
