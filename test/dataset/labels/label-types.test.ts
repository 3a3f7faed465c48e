import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import type { Task } from '../../../src/protocol/rank-request.ts';
import { memorySource, problemOf } from '../memory-source.ts';

/** Examples of these labels, each with a text of its own. */
function examplesOf(labels: readonly unknown[], { name = 'rows.csv', task }: { name?: string; task?: Task } = {}) {
  const csv = ['text,label', ...labels.map((label, i) => `text number ${i},${label ?? ''}`)].join('\n');
  const lines = labels.map((label, i) => `{"text": "text number ${i}", "label": ${label ?? 'null'}}`).join('\n');
  const source = memorySource(name, name.endsWith('.csv') ? csv : lines);
  return readExamples({ source, textColumns: ['text'], labelColumn: 'label', task });
}

async function meaningOf(labels: readonly unknown[], options: { name?: string; task?: Task } = {}) {
  const { task, classes, labels: numbers, dropped } = await examplesOf(labels, options);
  return {
    task,
    classes,
    labels: [...numbers],
    dropped: dropped.map(({ reason, firstRows }) => [reason, ...firstRows]),
  };
}

const classification = (classes: string[], labels: number[], dropped: unknown[] = []) => ({
  task: 'classification',
  classes,
  labels,
  dropped,
});
const regression = (labels: number[], dropped: unknown[] = []) => ({
  task: 'regression',
  classes: [],
  labels,
  dropped,
});

describe('labels of a CSV file, as pandas types their column', () => {
  it.each([
    ['whole numbers', [5, 1, 5, 3], classification(['1', '3', '5'], [2, 0, 2, 1])],
    ['numbers in order of size', [10, 9, -2, 9], classification(['-2', '9', '10'], [2, 1, 0, 1])],
    ['whole numbers with gaps', [1, null, 2, 1], classification(['1', '2'], [0, 1, 0], [['missing-label', 2]])],
    ['signs, spaces and zeros', ['+1', ' 2', '01', '2 '], classification(['1', '2'], [0, 1, 0, 1])],
    ['-1 for unlabelled', [0, -1, 1, 0], classification(['0', '1'], [0, 1, 0], [['unlabelled', 2]])],
    ['numbers with fractions', ['1', '2.5', '-1', '1e2'], regression([1, 2.5, -1, 100])],
    ['truth values', ['True', 'FALSE', 'true', 'False'], classification(['false', 'true'], [1, 0, 1, 0])],
    ['words, by code point', ['b', 'B', 'ä', 'b'], classification(['B', 'b', 'ä'], [1, 0, 2, 1])],
    ['numbers and words', ['1', 'x', '1', '2'], classification(['1', '2', 'x'], [0, 2, 0, 1])],
    ['truth values and words', ['True', 'maybe', 'True', 'no'], classification(['True', 'maybe', 'no'], [0, 1, 0, 2])],
    ['words for missing', ['a', 'NA', 'b', 'None'], classification(['a', 'b'], [0, 1], [['missing-label', 2, 4]])],
    ['blanks', ['a', '  ', 'b', 'a'], classification(['a', 'b'], [0, 1, 0], [['missing-label', 2]])],
    [
      'whole numbers beyond 2^53',
      ['9007199254740993', '9007199254740992', '9007199254740993'],
      classification(['9007199254740992', '9007199254740993'], [1, 0, 1]),
    ],
  ])('are %s', async (_, labels, meaning) => {
    expect(await meaningOf(labels)).toEqual(meaning);
  });
});

describe('labels of a JSON file', () => {
  const name = 'rows.jsonl';
  it.each([
    ['text that reads as a number', ['"1"', '"10"', '"9"', '"1"'], classification(['1', '10', '9'], [0, 1, 2, 0])],
    ['text of -1', ['"-1"', '"1"', '"-1"'], classification(['-1', '1'], [0, 1, 0])],
    ['whole numbers', [2, 0, 2], classification(['0', '2'], [1, 0, 1])],
    ['whole floats', ['1.0', '2.0', '1.0'], regression([1, 2, 1])],
    ['whole numbers and floats', ['1', '2.5', '1'], regression([1, 2.5, 1])],
    ['truth values', ['true', 'false', 'true'], classification(['false', 'true'], [1, 0, 1])],
    ['the word NA', ['"NA"', '"b"', '"NA"'], classification(['NA', 'b'], [0, 1, 0])],
    ['null and NaN', ['1.5', 'NaN', 'null', '2.5'], regression([1.5, 2.5], [['missing-label', 2, 3]])],
  ])('are %s', async (_, labels, meaning) => {
    expect(await meaningOf(labels, { name })).toEqual(meaning);
  });

  it('cannot be of several kinds', async () => {
    expect(await problemOf(examplesOf(['true', '"x"', '1', 'true'], { name }))).toMatchObject({
      code: 'dataset-mixed-labels',
      kinds: [
        { kind: 'boolean', count: 2, firstRow: 1, example: 'true' },
        { kind: 'string', count: 1, firstRow: 2, example: 'x' },
        { kind: 'integer', count: 1, firstRow: 3, example: '1' },
      ],
    });
  });

  it('cannot be lists', async () => {
    expect(await problemOf(examplesOf(['[1]', '[2]', '[1]'], { name }))).toMatchObject({
      code: 'dataset-label-kind',
      kind: 'list',
      row: 1,
    });
  });
});

describe('labels under a task that the user names', () => {
  it.each<[string, unknown[], Task, unknown]>([
    ['whole numbers are amounts', [3, -1, 5], 'regression', regression([3, -1, 5])],
    ['truth values are 0 and 1', ['true', 'false'], 'regression', regression([1, 0])],
    [
      'floats are classes, by size',
      ['10.0', '9.5', '10.0', '9.5'],
      'classification',
      classification(['9.5', '10'], [1, 0, 1, 0]),
    ],
  ])('%s', async (_, labels, task, meaning) => {
    expect(await meaningOf(labels, { task })).toEqual(meaning);
  });

  it.each(['inf', '-Infinity', '1e400'])('names the first label that is infinite: %s', async (value) => {
    expect(await problemOf(examplesOf(['1.5', '.5', value, 'inf']))).toMatchObject({
      code: 'dataset-label-not-finite',
      row: 3,
      value,
    });
  });

  it('leaves infinite numbers out where numbers are classes', async () => {
    const labels = ['1.5', 'inf', '-Infinity', '.5'];
    expect(await meaningOf(labels, { task: 'classification' })).toEqual(
      classification(['0.5', '1.5'], [1, 0], [['not-finite-label', 2, 3]]),
    );
  });

  it('names the first label that is no number', async () => {
    expect(await problemOf(examplesOf(['1', 'many', 'few'], { task: 'regression' }))).toMatchObject({
      code: 'dataset-label-not-number',
      row: 2,
      value: 'many',
    });
  });
});

describe('labels from which nothing can be learnt', () => {
  const count = (n: number, label: (i: number) => unknown) => Array.from({ length: n }, (_, i) => label(i));

  it.each([
    ['one class', count(12, () => 'a'), { code: 'dataset-one-class', label: 'a', rows: 12, within: 'dataset' }],
    [
      'one class besides -1',
      count(12, (i) => (i % 2) * 2 - 1),
      { code: 'dataset-one-class', label: '1', rows: 6, dropped: [{ reason: 'unlabelled', count: 6 }] },
    ],
    ['only -1', count(12, () => -1), { code: 'dataset-no-usable-rows', rows: 12 }],
    [
      'none',
      count(12, () => null),
      { code: 'dataset-no-usable-rows', dropped: [{ reason: 'missing-label', count: 12 }] },
    ],
    ['one number', count(12, () => 2.5), { code: 'dataset-constant-label', value: 2.5, rows: 12 }],
    ['a class for each row', count(12, (i) => `id${i}`), { code: 'dataset-label-is-id', distinct: 12, numeric: false }],
    ['a number for each row', count(12, (i) => i), { code: 'dataset-label-is-id', distinct: 12, numeric: true }],
    [
      '1,001 classes',
      count(3000, (i) => `c${i % 1001}`),
      { code: 'dataset-too-many-classes', classes: 1001, limit: 1000 },
    ],
    ['ids in great number', count(30_000, (i) => `id${i}`), { code: 'dataset-label-is-id', distinct: 10_000 }],
  ])('are %s', async (_, labels, problem) => {
    const found = await problemOf(examplesOf(labels));
    expect(found).toMatchObject(problem);
  });

  it('may be 1,000 classes', async () => {
    const source = memorySource('rows.csv', `text,label\n${count(3000, (i) => `text ${i},c${i % 1000}`).join('\n')}`);
    const all = await readExamples({ source, textColumns: ['text'], labelColumn: 'label', examples: 3000 });
    expect(all.classes).toHaveLength(1000);
  });
});
