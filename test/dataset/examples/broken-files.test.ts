import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../../src/cli/voice.ts';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { problemOf } from '../memory-source.ts';

const folder = new URL('../../golden/dataset-files/broken/', import.meta.url).pathname;

const text = ['text'];
const label = 'label';

async function read(file: string, textColumns?: string[], labelColumn?: string) {
  return readExamples({ source: await openFile(folder + file), textColumns, labelColumn });
}

/** File, then code, message after the name of the file, and remedy of its problem. */
const problems: [string, string, string, string | null][] = [
  [
    'array-of-arrays.json',
    'dataset-json-shape',
    ' holds arrays, not objects: its fields have no names.',
    'Write an array of objects, [{"text": …, "label": …}, …], or one object on each line (.jsonl).',
  ],
  ['empty.csv', 'dataset-empty-file', ' is empty.', null],
  ['header-only.csv', 'dataset-no-rows', ' has no rows.', null],
  [
    'label-is-id.csv',
    'dataset-label-is-id',
    ': the column "label" has 30 different values in 30 rows, like "id0"; it looks like an id, not like classes.',
    'Name another column with --label.',
  ],
  [
    'mixed-label.jsonl',
    'dataset-mixed-labels',
    ': the labels in the column "label" are of several kinds: 4 × whole numbers (row 1: 1), 4 × text (row 2: a), ' +
      '4 × numbers (row 3: 2.5), 4 × objects (row 5: {"x":1}).',
    'Make all labels of one kind, for example all text.',
  ],
  [
    'nested-text.parquet',
    'dataset-text-kind',
    ': the column "text" holds lists, not text.',
    'Name a column with text with --text.',
  ],
  ['no-rows.parquet', 'dataset-no-rows', ' has no rows.', null],
  [
    'not-utf8.csv',
    'dataset-undecodable',
    ' is not text in UTF-8: byte 11, in line 2, fits no character.',
    'Save it as UTF-8, or name its encoding with --encoding.',
  ],
  [
    'numeric-text.csv',
    'dataset-text-kind',
    ': the column "text" holds numbers, not text (for example 0.0).',
    'Name a column with text with --text.',
  ],
  [
    'one-class.csv',
    'dataset-one-class',
    ': all 30 usable rows have the label "same" in the column "label".',
    'At least two classes are needed. Name the column of the labels with --label.',
  ],
  [
    'open-quote.csv',
    'dataset-unclosed-quote',
    ': a quote that opens in row 1 is never closed.',
    'Look for a quote too many there; inside a quoted cell a quote is written twice ("").',
  ],
  [
    'ragged.csv',
    'dataset-one-class',
    ': all 2 usable rows have the label "a" in the column "label". Left out: 2 with the wrong number of fields (rows 2, 3).',
    'At least two classes are needed. Name the column of the labels with --label.',
  ],
  [
    'truncated.csv.gz',
    'dataset-truncated-archive',
    ' is cut off: the end of a gzip file is missing.',
    'Copy, download or write it again.',
  ],
  [
    'truncated.parquet',
    'dataset-truncated-file',
    ' is cut off: the end of a Parquet file is missing.',
    'Copy, download or write it again.',
  ],
];

/** A file of which the rest can be used, and one whose label is a number. */
const others = ['bad.jsonl', 'nan-label.csv'];

describe('a broken file', () => {
  it.each(problems)('says what is wrong: %s', async (file, code, message, remedy) => {
    const problem = await problemOf(read(file, text, label));
    expect(problem.code).toBe(code);
    expect(describeProblem(problem, commandLineVoice)).toEqual({ message: `${folder}${file}${message}`, remedy });
  });

  it.each(problems)('says the same where the columns are inferred: %s', async (file, code) => {
    expect((await problemOf(read(file))).code).toBe(code);
  });

  it('loses a line that is no JSON, and counts it', async () => {
    expect(await read('bad.jsonl', text, label)).toMatchObject({
      texts: ['a', 'c'],
      classes: ['x', 'y'],
      rowsRead: 3,
      dropped: [{ reason: 'unreadable-row', count: 1, firstRows: [2] }],
      warnings: [
        { code: 'dataset-many-dropped', detail: { count: 1, rows: 3 } },
        { code: 'dataset-few-per-class', detail: { classes: ['x', 'y'], count: 2, minimum: 3 } },
        { code: 'dataset-few-rows', detail: { rows: 2, classes: 2, minimum: 50 } },
      ],
    });
  });

  it('names a label of a regression that is infinite', async () => {
    expect(await problemOf(read('nan-label.csv', text, 'score'))).toMatchObject({
      code: 'dataset-label-not-finite',
      row: 3,
      value: 'inf',
    });
  });

  it('is in this test, whichever it is', () => {
    expect(readdirSync(folder).sort()).toEqual([...problems.map(([file]) => file), ...others].sort());
  });
});
