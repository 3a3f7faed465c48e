import { describe, expect, it } from 'vitest';
import { type DatasetProblem, datasetProblem } from '../../src/protocol/problems/dataset.ts';
import { describeDatasetProblem } from '../../src/words/dataset-problems.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'dataset';
const file = 'rows.csv';

/** A problem of each code, and its message and remedy. The files in golden/dataset-files/broken show the others at work. */
const table: [DatasetProblem, string, string | null][] = [
  [
    { area, code: 'dataset-missing-file', file },
    'There is no file rows.csv.',
    'Check the path; it is taken from the folder you are in.',
  ],
  [
    { area, code: 'dataset-truncated-archive', file, packing: 'gzip' },
    'rows.csv is cut off: the end of a gzip file is missing.',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-damaged-archive', file, packing: 'zstd', reason: 'wrong checksum' },
    'rows.csv cannot be unpacked (a Zstandard file): wrong checksum',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-zstd-needs-node', file, node: '22.9.0' },
    'rows.csv is packed with Zstandard, which Node.js 22.9.0 cannot unpack.',
    'Unpack it first, or use Node.js 22.15 or later.',
  ],
  [
    { area, code: 'dataset-foreign-folder', file },
    'rows.csv is a folder without a dataset.',
    'A folder must be one that "save_to_disk" of datasets wrote, or hold Parquet or Arrow files.',
  ],
  [
    { area, code: 'dataset-damaged-folder', file, entry: 'state.json' },
    'rows.csv cannot be read: its state.json is not as "save_to_disk" writes it.',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-incomplete-folder', file, entry: 'data-0.arrow' },
    'rows.csv is not complete: its data-0.arrow is missing.',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-split-unsure', file, splits: ['dev', 'test'] },
    'rows.csv has several splits, none of them "train": dev, test.',
    'Choose one, as in <split dev>.',
  ],
  [
    { area, code: 'dataset-no-such-sheet', file, sheet: 'data', sheets: ['Data', 'Notes'], nearest: 'Data' },
    'rows.csv has no sheet "data".',
    'Did you mean "Data"? Its sheets are: Data, Notes.',
  ],
  [
    { area, code: 'dataset-no-such-sheet', file, sheet: 'x', sheets: ['Data'], nearest: null },
    'rows.csv has no sheet "x".',
    'Its sheets are: Data.',
  ],
  [
    { area, code: 'dataset-empty-sheet', file, sheet: 'Cover', others: ['Data', 'Notes'] },
    'rows.csv: the sheet "Cover" is empty.',
    'Choose another one, as in <sheet Data>; there are: Data, Notes.',
  ],
  [
    { area, code: 'dataset-empty-sheet', file, sheet: 'Cover', others: [] },
    'rows.csv: the sheet "Cover" is empty.',
    'It is the only one; look whether the file is the right one.',
  ],
  [
    { area, code: 'dataset-without-sheets', file, sheet: 'Data' },
    'rows.csv is no spreadsheet, so it has no <sheet Data>.',
    'Leave it out.',
  ],
  [
    { area, code: 'dataset-protected-spreadsheet', file },
    'rows.csv is protected by a password.',
    'Save it without a password, or save the sheet as .csv.',
  ],
  [
    { area, code: 'dataset-sheet-too-large', file, limitBytes: 2 ** 27 },
    'rows.csv holds more than 134 MB of different texts.',
    'Save the sheet as .csv.',
  ],
  [
    { area, code: 'dataset-unpacks-too-large', file, part: 'xl/a.xml', bytes: 2 ** 31, packedBytes: 2_000_000 },
    'rows.csv: its part xl/a.xml would unpack from 2.0 MB to 2.1 GB, which no sheet of texts does.',
    'Save the sheet as .csv.',
  ],
  [
    { area, code: 'dataset-no-such-split', file: 'saved', split: 'tets', splits: ['train', 'test'], nearest: 'test' },
    'saved has no split "tets".',
    'Did you mean "test"? Its splits are: train, test.',
  ],
  [
    { area, code: 'dataset-no-such-split', file: 'saved', split: 'test', splits: [], nearest: null },
    'saved has no split "test".',
    'It has no splits by name: leave <split> out.',
  ],
  [
    { area, code: 'dataset-not-on-hub', file, setting: 'split', value: 'test' },
    'rows.csv is a file, so it has no <split test>.',
    'Leave it out; folders and datasets on the Hub (hf:<id>) can have splits.',
  ],
  [
    { area, code: 'dataset-not-on-hub', file, setting: 'config', value: 'en' },
    'rows.csv is no dataset on the Hub, so it has no <config en>.',
    'Leave it out; a dataset on the Hub is named hf:<id>.',
  ],
  [
    { area, code: 'dataset-shards-differ', file, shard: 'b.parquet' },
    'rows.csv: b.parquet has other columns than the first file.',
    'Put only the files of one dataset into the folder.',
  ],
  [{ area, code: 'dataset-is-folder', file }, 'rows.csv is a folder.', 'Name one file in it.'],
  [
    { area, code: 'dataset-unreadable-file', file, reason: 'EACCES' },
    'rows.csv cannot be read: EACCES',
    'Check that it is a file that you may read.',
  ],
  [
    { area, code: 'dataset-changed-while-reading', file },
    'rows.csv changed while it was read.',
    'Run again once it is written.',
  ],
  [{ area, code: 'dataset-empty-file', file }, 'rows.csv is empty.', null],
  [
    { area, code: 'dataset-unsupported-format', file, found: 'spreadsheet' },
    'rows.csv is an old or binary spreadsheet (.xls, .xlsb), which is not read.',
    'Save it as .xlsx or .csv in the program that it is from.',
  ],
  [
    { area, code: 'dataset-wrong-extension', file, format: 'parquet' },
    'rows.csv is not a Parquet file, though its name says so.',
    'Give it the extension of its real format, or write it again.',
  ],
  [
    { area, code: 'dataset-truncated-file', file, format: 'json', row: 7 },
    'rows.csv is cut off in row 7.',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-damaged-file', file, format: 'arrow-file', reason: 'a list of 9 elements' },
    'rows.csv is damaged (an Arrow file): a list of 9 elements',
    'Copy, download or write it again.',
  ],
  [
    { area, code: 'dataset-undecodable', file, encoding: 'utf-8', offset: 3 },
    'rows.csv is not text in UTF-8: byte 3 fits no character.',
    'Save it as UTF-8, or name its encoding with <encoding>.',
  ],
  [
    { area, code: 'dataset-undecodable', file, encoding: 'gb18030', offset: 30, line: 2 },
    'rows.csv is not text in GB18030: byte 30, in line 2, fits no character.',
    'Name its encoding with <encoding>, or save it as UTF-8.',
  ],
  [
    { area, code: 'dataset-encoding-unsure', file, offset: 11, candidates: ['windows-1251', 'koi8-r', 'gb18030'] },
    'rows.csv is not UTF-8 (from byte 11 on), and its encoding is not certain.',
    'Name it, as in <encoding windows-1251>, or save the file as UTF-8. It could also be KOI8-R, GB18030.',
  ],
  [
    { area, code: 'dataset-encoding-mismatch', file, encoding: 'windows-1251', found: 'utf-8' },
    'rows.csv begins with the byte order mark of UTF-8, which is not windows-1251.',
    'Leave <encoding> out, or give the encoding of the mark.',
  ],
  [
    { area, code: 'dataset-encoding-not-text', file, format: 'parquet', encoding: 'windows-1251' },
    'rows.csv is a Parquet file, whose texts are always UTF-8, and not windows-1251.',
    'Leave <encoding> out.',
  ],
  [
    { area, code: 'dataset-zero-byte', file, offset: 3 },
    'rows.csv holds a zero byte (NUL) at byte 3, which is no text.',
    'Take it out; or the file is of another kind than its name says, or was cut off while it was written.',
  ],
  [
    { area, code: 'dataset-unclosed-quote', file, row: 5 },
    'rows.csv: a quote that opens in row 5 is never closed.',
    'Look for a quote too many there; inside a quoted cell a quote is written twice ("").',
  ],
  [
    { area, code: 'dataset-glued-rows', file, rows: [5, 9], count: 2, lines: 8 },
    'rows.csv: 8 lines look like rows and stand within quotes, in the rows 5, 9: a quotation mark too many glues them.',
    'Look for a quote too many there; inside a quoted cell a quote is written twice ("").',
  ],
  [
    { area, code: 'dataset-row-too-large', file, row: 5, limitBytes: 32e6 },
    'rows.csv: row 5 is longer than 32.0 MB.',
    'Leave that row out, or look for a quote too many there; inside a quoted cell a quote is written twice ("").',
  ],
  [
    { area, code: 'dataset-ragged-rows', file, rows: 9, ragged: 6, firstRow: 2, expected: 3, found: 4 },
    'rows.csv: 6 of 9 rows do not have the 3 fields of the header; row 2 is the first, with 4.',
    'Put cells that hold the delimiter into quotes, and check the header.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'Unexpected end' },
    'rows.csv: row 2 is not valid JSON: Unexpected end',
    'Correct that row.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', looksLike: 'comment', start: '// so' },
    'rows.csv: row 2 is no JSON but a comment: // so',
    'Take the comments out.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'not an object', line: 3, start: '[1]' },
    'rows.csv: line 3 is not valid JSON: [1]',
    'Correct that line.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'python-dict', start: 'so' },
    'rows.csv: line 3 is no JSON but a Python dict: so',
    'Write each row with "json.dumps(row)" instead of "str(row)" or "print(row)".',
  ],
  [
    {
      area,
      code: 'dataset-invalid-json',
      file,
      row: 2,
      reason: 'r',
      line: 3,
      looksLike: 'several-objects',
      start: 'so',
    },
    'rows.csv: line 3 is no JSON but several objects on one line: so',
    'Put each object on a line of its own.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'unfinished', start: 'so' },
    'rows.csv: line 3 is no JSON but an object that does not end there: so',
    'Write each object on one line, or all of them as one array in a .json file.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'bare-keys', start: 'so' },
    'rows.csv: line 3 is no JSON but an object whose keys have no quotes: so',
    'Put the keys in double quotes.',
  ],
  [
    {
      area,
      code: 'dataset-invalid-json',
      file,
      row: 2,
      reason: 'r',
      line: 3,
      looksLike: 'trailing-comma',
      start: 'so',
    },
    'rows.csv: line 3 is no JSON but an object with a comma before a closing bracket: so',
    'Take out the commas before closing brackets.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'markup', start: 'so' },
    'rows.csv: line 3 is no JSON but HTML or XML: so',
    'Download it again: this is a page, perhaps with an error, not the data.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'comment', start: 'so' },
    'rows.csv: line 3 is no JSON but a comment: so',
    'Take the comments out.',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'lfs-pointer', start: 'so' },
    'rows.csv: line 3 is no JSON but a pointer of Git LFS to the file: so',
    'Fetch the file itself with "git lfs pull".',
  ],
  [
    { area, code: 'dataset-invalid-json', file, row: 2, reason: 'r', line: 3, looksLike: 'plain-text', start: 'so' },
    'rows.csv: line 3 is no JSON but plain text: so',
    'Give it the extension of its real format, or write it again.',
  ],
  [
    { area, code: 'dataset-nested-too-deep', file, row: 2, depth: 20000, limit: 1000 },
    'rows.csv: row 2 has arrays and objects in each other 20000 deep; at most 1000 are read.',
    'Leave that row out, or look for brackets too many there.',
  ],
  [
    { area, code: 'dataset-json-goes-on', file, line: 5 },
    'rows.csv goes on after the end of its JSON value, in line 5.',
    'Put its objects into one array, with commas between them, or each of them on a line of its own (.jsonl).',
  ],
  [
    { area, code: 'dataset-json-shape', file, found: 'several-arrays', keys: ['train', 'test'] },
    'rows.csv holds several arrays of rows: train, test.',
    'Write an array of objects, [{"text": …, "label": …}, …], or one object on each line (.jsonl).',
  ],
  [
    { area, code: 'dataset-no-such-field', file, field: 'data', fields: ['train', 'test'] },
    'rows.csv has no rows in "data", where its dataset says that they are.',
    'Rows are in: train, test.',
  ],
  [
    {
      area,
      code: 'dataset-undeclared-class',
      file,
      column: 'kind',
      row: 7,
      value: 'bgu',
      names: ['bug', 'praise'],
    },
    'rows.csv: "bgu" in row 7 of the column "kind" is none of its classes.',
    'The README of the dataset declares: bug, praise.',
  ],
  [
    { area, code: 'dataset-foreign-address', file: 'https://a.test/rows.csv' },
    'https://a.test/rows.csv is no address of a dataset on the Hugging Face Hub.',
    'Download the file and name its path, or name a dataset on the Hub as hf:owner/name.',
  ],
  [
    { area, code: 'dataset-address-part', file: 'hf://datasets/o/n/a.csv', id: 'o/n' },
    'hf://datasets/o/n/a.csv is the address of a part of a dataset: a file or a revision.',
    'Download the file and name its path, or take the whole dataset: hf:o/n.',
  ],
  [{ area, code: 'dataset-no-rows', file }, 'rows.csv has no rows.', null],
  [
    {
      area,
      code: 'dataset-no-usable-rows',
      file,
      rows: 8,
      dropped: [
        { reason: 'empty-text', count: 7, firstRows: [1, 2, 3, 4, 5] },
        { reason: 'missing-label', count: 1, firstRows: [8] },
      ],
    },
    'rows.csv: none of the 8 rows can be used: 7 with blank text (rows 1, 2, 3, 4, 5, …); 1 with no label (row 8).',
    'Check the columns: <text>, <label>.',
  ],
  [
    { area, code: 'dataset-no-such-column', file, column: 'txt', columns: ['text', 'label'], nearest: 'text' },
    'rows.csv has no column "txt".',
    'Did you mean "text"? Its columns are: text, label.',
  ],
  [
    { area, code: 'dataset-columns-unsure', file, role: 'text', candidates: ['title', 'body'], columns: [] },
    'rows.csv: which column holds the text is not certain.',
    'Name it with <text>; it could be: title, body.',
  ],
  [
    { area, code: 'dataset-columns-unsure', file, role: 'label', candidates: [], columns: ['text', 'id'] },
    'rows.csv has no column that looks like a label.',
    'Name it with <label>; the columns are: text, id.',
  ],
  [
    { area, code: 'dataset-text-is-label', file, column: 'text' },
    'rows.csv: the column "text" cannot be text and label at once.',
    'Name another column with <text> or <label>.',
  ],
  [
    { area, code: 'dataset-column-type', file, column: 'body', type: 'dense_union' },
    'rows.csv: the column "body" is of the type dense_union, which is not read.',
    'Write it as text or numbers, or name another column with <text> or <label>.',
  ],
  [
    { area, code: 'dataset-text-kind', file, column: 'id', kind: 'integer', example: '7', others: ['title', 'body'] },
    'rows.csv: the column "id" holds whole numbers, not text (for example 7).',
    'Columns with text: title, body. Name one with <text>.',
  ],
  [
    { area, code: 'dataset-label-too-far', file, column: 'y', row: 10, value: 1e160 },
    'rows.csv: the label 1e+160 in row 10 of the column "y" is so far from the others that their differences vanish beside it.',
    'Correct that label or leave its row out; if it is right, use the logarithms of the labels.',
  ],
  [
    { area, code: 'dataset-labels-too-close', file, column: 'y', low: 1e17, high: 1e17 + 128 },
    'rows.csv: the labels in the column "y", from 100000000000000000 to 100000000000000130, differ by too little for their size to be told apart.',
    'Subtract 100000000000000000 from each label.',
  ],
  [
    { area, code: 'dataset-label-kind', file, column: 'when', kind: 'date', row: null },
    'rows.csv: the column "when" holds dates, which are no labels.',
    'Name another column with <label>.',
  ],
  [
    {
      area,
      code: 'dataset-mixed-labels',
      file,
      column: 'y',
      kinds: [
        { kind: 'integer', count: 2, firstRow: 1, example: '5' },
        { kind: 'string', count: 1, firstRow: 3, example: 'x' },
      ],
    },
    'rows.csv: the labels in the column "y" are of several kinds: 2 × whole numbers (row 1: 5), 1 × text (row 3: x).',
    'Make all labels of one kind, for example all text.',
  ],
  [
    { area, code: 'dataset-label-not-number', file, column: 'y', row: 4, value: 'many' },
    'rows.csv: the label "many" in row 4 of the column "y" is not a number, as regression needs.',
    'Use <task classification>, or another column with <label>.',
  ],
  [
    { area, code: 'dataset-label-not-finite', file, column: 'y', row: 4, value: '-Infinity' },
    'rows.csv: the label "-Infinity" in row 4 of the column "y" is infinite; no score can be computed from it.',
    'Correct that label, leave it empty, or leave its row out.',
  ],
  [
    { area, code: 'dataset-one-class', file, column: 'y', label: 'a', rows: 9, within: 'sample', dropped: [] },
    'rows.csv: all 9 sampled rows have the label "a" in the column "y".',
    'Take more rows with <examples>, or others with <seed>.',
  ],
  [
    {
      area,
      code: 'dataset-one-class',
      file,
      column: 'y',
      label: '1',
      rows: 9,
      within: 'dataset',
      dropped: [{ reason: 'unlabelled', count: 1, firstRows: [2] }],
    },
    'rows.csv: all 9 usable rows have the label "1" in the column "y". Left out: 1 with the label -1 (unlabelled) (row 2).',
    'A label of -1 means unlabelled; if it is a class, give it another name.',
  ],
  [
    { area, code: 'dataset-constant-label', file, column: 'y', value: 2.5, rows: 9 },
    'rows.csv: all 9 rows have the value 2.5 in the column "y".',
    'Name the column of the labels with <label>.',
  ],
  [
    { area, code: 'dataset-label-is-id', file, column: 'y', distinct: 9, rows: 9, example: '17', numeric: true },
    'rows.csv: the column "y" has 9 different values in 9 rows, like "17"; it looks like an id, not like classes.',
    'If these are amounts, use <task regression>; else name another column with <label>.',
  ],
  [
    { area, code: 'dataset-too-many-classes', file, column: 'y', classes: 1001, limit: 1000, numeric: false },
    'rows.csv: the column "y" has more than 1,000 classes.',
    'Name another column with <label>.',
  ],
];

describe('describeDatasetProblem', () => {
  it.each(table)('has words for $code', (problem, message, remedy) => {
    expect(datasetProblem.parse(problem)).toEqual(problem);
    expect(describeDatasetProblem(problem, voice)).toEqual({ message, remedy });
  });

  it('has a line in this table for every code', () => {
    const codes = datasetProblem.options.map((option) => option.shape.code.value);
    expect([...new Set(table.map(([{ code }]) => code))].sort()).toEqual([...codes].sort());
  });

  it('shortens long lists of columns', () => {
    const columns = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const { remedy } = describeDatasetProblem(
      { area, code: 'dataset-no-such-column', file, column: 'x', columns, nearest: null },
      voice,
    );
    expect(remedy).toMatch(/c29 and 10 more\.$/);
  });
});
