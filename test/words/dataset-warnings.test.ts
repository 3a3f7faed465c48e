import { describe, expect, it } from 'vitest';
import { type LabelReason, labelReason, type TextReason, textReason } from '../../src/protocol/dataset-inspection.ts';
import { type DatasetWarning, datasetWarning } from '../../src/protocol/dataset-warnings.ts';
import { describeLabelReason, describeTextReason } from '../../src/words/dataset-inspection.ts';
import { describeDatasetWarning } from '../../src/words/dataset-warnings.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = { say: fillTemplate, setting: (name) => `<${name}>` };

const warnings: [DatasetWarning, string][] = [
  [
    { code: 'dataset-encoding-guessed', detail: { encoding: 'windows-1252' } },
    'The file is not UTF-8; it was read as windows-1252, which is a guess. If letters look wrong, name its encoding with <encoding>.',
  ],
  [
    { code: 'dataset-cut-off', detail: { format: 'arrow-file' } },
    'The file is cut off: the end of an Arrow file is missing. Only the rows before it were read. Copy, download or write it again.',
  ],
  [
    { code: 'dataset-json-variant', detail: { variant: 'commas', line: 2 } },
    'Commas stand between the lines (line 2 is the first); they were taken off. JSON Lines have one object on each line and nothing else.',
  ],
  [
    { code: 'dataset-json-variant', detail: { variant: 'record-separators', line: 1 } },
    'Record separators stand before the lines (RFC 7464; line 1 is the first); they were taken off. JSON Lines have one object on each line and nothing else.',
  ],
  [
    { code: 'dataset-no-header', detail: { columns: ['column 1', 'column 2'] } },
    'The first line looks like data; the columns are column 1, column 2. If it is a header, name its columns with <text> and <label>.',
  ],
  [
    { code: 'dataset-quotes-as-letters', detail: { rows: [5, 12], count: 2, enclosing: false } },
    'Quotation marks were read as letters: some open a cell and close none (2 rows, first: 5, 12). If they enclose cells, write a quotation mark within a cell twice ("").',
  ],
  [
    { code: 'dataset-quotes-as-letters', detail: { rows: [5, 12], count: 2, enclosing: true } },
    'Quotation marks that enclose no cell were read as letters (2 rows, first: 5, 12). If they enclose cells, write a quotation mark within a cell twice ("").',
  ],
  [
    { code: 'dataset-quotes-as-letters', detail: { rows: [5], count: 1, enclosing: false } },
    'Quotation marks were read as letters: in row 5 one opens a cell and none closes it. If they enclose cells, write a quotation mark within a cell twice ("").',
  ],
  [
    { code: 'dataset-quotes-as-letters', detail: { rows: [5], count: 1, enclosing: true } },
    'A quotation mark that encloses no cell was read as a letter, in row 5. If they enclose cells, write a quotation mark within a cell twice ("").',
  ],
  [
    { code: 'dataset-glued-rows', detail: { rows: [5], count: 1, lines: 8 } },
    '8 lines look like rows and stand within quotes, so they were read as parts of other rows: 5. Look for a quotation mark too many there; inside a quoted cell a quote is written twice ("").',
  ],
  [
    { code: 'dataset-several-sheets', detail: { sheet: 'Data', sheets: ['Data', 'Notes'] } },
    'The sheet "Data" was read, one of 2: Data, Notes. Choose another one with <sheet>.',
  ],
  [
    { code: 'dataset-rows-above-table', detail: { rows: 1, first: 'Reviews' } },
    'The first row of the sheet was left out as a title: "Reviews". If the header is among them, name its columns with <text> and <label>.',
  ],
  [
    { code: 'dataset-rows-above-table', detail: { rows: 2, first: 'Reviews' } },
    'The first 2 rows of the sheet were left out as titles or notes; the first is "Reviews". If the header is among them, name its columns with <text> and <label>.',
  ],
  [
    { code: 'dataset-merged-cells', detail: { count: 2, ranges: ['B2:B3', 'B5:B9'] } },
    'Cells are merged over several rows (B2:B3, B5:B9); only the first row of each has the value, as for pandas. If the value holds for all of them, separate the cells and fill them.',
  ],
  [
    { code: 'dataset-merged-cells', detail: { count: 5, ranges: ['B2:B3'] } },
    'Cells are merged over several rows (B2:B3 and 4 more); only the first row of each has the value, as for pandas. If the value holds for all of them, separate the cells and fill them.',
  ],
  [
    { code: 'dataset-formulas-without-value', detail: { count: 1, first: 'C2' } },
    'The formula in C2 has no value in the file, so its cell is empty. Open the file in a program for spreadsheets, and save it there.',
  ],
  [
    { code: 'dataset-formulas-without-value', detail: { count: 12, first: 'C2' } },
    '12 formulas have no value in the file, so their cells are empty; the first is in C2. Open the file in a program for spreadsheets, and save it there.',
  ],
  [
    { code: 'dataset-comment-lines', detail: { lines: 1, first: '# exported' } },
    'The first line was left out as a comment: "# exported". If it is the header or a row, remove the sign at its start.',
  ],
  [
    { code: 'dataset-comment-lines', detail: { lines: 2, first: '# exported' } },
    'The first 2 lines were left out as comments; the first is "# exported". If it is the header or a row, remove the sign at its start.',
  ],
  [
    { code: 'dataset-few-per-class', detail: { classes: ['a', 'b'], count: 5, minimum: 2 } },
    '5 of the classes have fewer than 2 examples: a, b and 3 more.',
  ],
  [
    { code: 'dataset-few-per-class', detail: { classes: ['a'], count: 1, minimum: 2 } },
    'One of the classes has fewer than 2 examples: a.',
  ],
  [
    { code: 'dataset-few-rows', detail: { rows: 8, classes: 6, minimum: 60 } },
    '8 examples of 6 classes hardly tell one task from another; 60 or more are better. Take more rows with <examples>.',
  ],
  [
    { code: 'dataset-few-rows', detail: { rows: 40, classes: 0, minimum: 50 } },
    '40 examples hardly tell one task from another; 50 or more are better. Take more rows with <examples>.',
  ],
  [
    { code: 'dataset-classes-not-sampled', detail: { classes: ['a', 'b'], count: 2 } },
    '2 classes have no example in the sample: a, b. Take more rows with <examples>.',
  ],
  [
    { code: 'dataset-classes-not-sampled', detail: { classes: ['a'], count: 1 } },
    'One class has no example in the sample: a. Take more rows with <examples>.',
  ],
  [
    { code: 'dataset-missing-words', detail: { column: 'y', words: ['NA'], count: 1 } },
    '1 label in the column "y" reads "NA", which was taken for missing, as pandas does. If it is a class, give it another name.',
  ],
  [
    {
      code: 'dataset-many-dropped',
      detail: { count: 3, rows: 9, dropped: [{ reason: 'empty-text', count: 3, firstRows: [1, 2, 3] }] },
    },
    '3 of 9 rows were left out: 3 with blank text (rows 1, 2, 3). The ranking says nothing of such rows.',
  ],
  [
    { code: 'dataset-many-unlabelled', detail: { column: 'y', count: 5, rows: 9 } },
    '5 of 9 rows have the label -1 in the column "y"; they were left out as unlabelled. If it is a class, give it another name.',
  ],
  [
    { code: 'dataset-missing-words', detail: { column: 'y', words: ['NA', 'None'], count: 3 } },
    '3 labels in the column "y" read "NA", "None", which was taken for missing, as pandas does. If it is a class, give it another name.',
  ],
  [{ code: 'dataset-text-holds-numbers', detail: { column: 'year' } }, 'The text column "year" holds only numbers.'],
  [
    { code: 'dataset-fewer-rows-than-asked', detail: { asked: 9, rows: 5 } },
    '9 examples were asked for, 5 can be used.',
  ],
  [
    { code: 'dataset-renamed', detail: { from: 'imdb', to: 'stanfordnlp/imdb' } },
    'The dataset imdb is called stanfordnlp/imdb now. Use the new name; the old one may be given away.',
  ],
  [
    { code: 'dataset-partly-converted', detail: { config: 'en', split: 'train' } },
    'The split "train" of the config "en" is large: the Hub converted only its first rows to Parquet, and only these were read. If its rows are sorted, download its files, shuffle them, and name these.',
  ],
];

const textReasons: [TextReason, string][] = [
  [{ code: 'free-text', meanWords: 14.2 }, 'texts of 14.2 words on average'],
  [{ code: 'short-text', meanWords: 1 }, 'short texts, 1 word on average'],
  [{ code: 'short-text', meanWords: 1.5 }, 'short texts, 1.5 words on average'],
  [{ code: 'not-text', kind: 'float' }, 'holds numbers, not text'],
  [{ code: 'one-value' }, 'the same value in every row'],
  [{ code: 'repeats', distinct: 3, rows: 90 }, 'only 3 different values in 90 rows, rather a label'],
  [{ code: 'looks-like-id' }, 'looks like an id or an address'],
];

const labelReasons: [LabelReason, string][] = [
  [{ code: 'class-names', classes: 4 }, '4 classes with names'],
  [{ code: 'class-names', classes: 1 }, '1 class with a name'],
  [{ code: 'truth-values' }, 'true or false'],
  [{ code: 'few-values', distinct: 4, rows: 90 }, '4 different values in 90 rows'],
  [{ code: 'numbers' }, 'numbers to predict'],
  [{ code: 'many-numbers', distinct: 80 }, '80 different whole numbers, too many for classes'],
  [{ code: 'many-values', distinct: 80, rows: 90 }, '80 different values in 90 rows, too many for classes'],
  [{ code: 'looks-like-id' }, 'a different value in every row, like an id'],
  [{ code: 'one-value' }, 'the same value in every row'],
  [{ code: 'no-label-kind', kind: 'list' }, 'holds lists, which are no labels'],
];

describe('words about a dataset', () => {
  it.each(warnings)('say what $code means', (warning, words) => {
    const { message, remedy } = describeDatasetWarning(datasetWarning.parse(warning), voice);
    expect(remedy === null ? message : `${message} ${remedy}`).toBe(words);
  });

  it.each(textReasons)('say why a column is text or not: $code', (reason, words) => {
    expect(describeTextReason(reason, voice)).toBe(words);
  });

  it.each(labelReasons)('say why a column is a label or not: $code', (reason, words) => {
    expect(describeLabelReason(reason, voice)).toBe(words);
  });

  it('are tested for every code', () => {
    const codes = <T extends { shape: { code: { value: string } } }>(options: readonly T[]) =>
      new Set(options.map((option) => option.shape.code.value));
    expect(new Set(warnings.map(([{ code }]) => code))).toEqual(codes(datasetWarning.options));
    expect(new Set(textReasons.map(([{ code }]) => code))).toEqual(codes(textReason.options));
    expect(new Set(labelReasons.map(([{ code }]) => code))).toEqual(codes(labelReason.options));
  });
});
