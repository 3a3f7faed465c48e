import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { type FilterProblem, filterProblem } from '../../src/protocol/problems/filter.ts';
import { describeFilterProblem } from '../../src/words/filter-problems.ts';

const place = { area: 'filter', filter: 'the filter', at: 4, length: 2 } as const;

describe('describeFilterProblem', () => {
  const table: [FilterProblem, string, string][] = [
    [
      { ...place, code: 'filter-expected-field' },
      'The filter needs the name of a field at character 5.',
      'A condition is a field, an operator and a value, as in language=en.',
    ],
    [
      { ...place, code: 'filter-unknown-field', field: 'tsk', nearest: 'task' },
      'The filter has no field "tsk" (character 5).',
      'Did you mean "task"?',
    ],
    [
      { ...place, code: 'filter-unknown-field', field: 'colour', nearest: null },
      'The filter has no field "colour" (character 5).',
      'Fields are task, subset, split, text, label, language, examples, repo, downloads and more.',
    ],
    [
      { ...place, code: 'filter-bad-operator', field: 'task', operator: '>', allowed: ['=', '~'] },
      'The filter needs an operator for "task" at character 5.',
      '"task" takes = ~.',
    ],
    [
      { ...place, code: 'filter-expected-value', field: 'task' },
      'The filter needs a value for "task" at character 5.',
      'Put a value with spaces or commas into double quotes.',
    ],
    [
      { ...place, code: 'filter-not-a-number', field: 'examples', value: 'many' },
      '"examples" is a number, not "many" (character 5).',
      'Write it with digits, as in examples>=1000.',
    ],
    [
      { ...place, code: 'filter-unclosed-quote' },
      'The quote at character 5 of the filter is never closed.',
      'Within quotes a quote is written \\".',
    ],
  ];

  it.each(table)('has words for $code', (problem, message, remedy) => {
    expect(filterProblem.parse(problem)).toEqual(problem);
    expect(describeFilterProblem(problem, commandLineVoice)).toEqual({ message, remedy });
  });
});
