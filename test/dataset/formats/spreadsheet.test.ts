import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openDataset } from '../../../src/dataset/sources/open-dataset.ts';
import { Opaque } from '../../../src/dataset/table/values.ts';
import { memorySource, problemOf } from '../memory-source.ts';

const folder = join(import.meta.dirname, '../fixtures/spreadsheets');

type Expected = string | number | boolean | { date: string } | null;

/** What openpyxl and pandas read, by file and sheet: make-spreadsheets.py. */
const expected: Record<string, Record<string, Expected[][]>> = JSON.parse(
  readFileSync(join(folder, 'cells.json'), 'utf8'),
);

/** A cell as the table gives it: numbers and truth values as a file of comma-separated values has them. */
function asCell(value: Expected): unknown {
  if (value === null || value === '') return null;
  if (typeof value === 'object') return new Opaque('date', value.date);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

async function read(file: string, sheet?: string) {
  const table = await openTable(await openDataset(file, folder, { sheet }));
  const names = table.columns.map(({ name }) => name);
  const rows = [];
  for await (const batch of table.rows(names)) rows.push(...batch);
  return { names, rows, warnings: table.warnings, sheet: table.sheet, sheets: table.sheets };
}

describe('spreadsheets as programs write them', () => {
  it.each([
    ['kinds.xlsx', 'Kinds'],
    ['kinds-1904.xlsx', 'Kinds'],
    ['inline.xlsx', 'Inline'],
    ['pandas.ods', 'Frame'],
  ])('reads %s as openpyxl and pandas do', async (file, sheet) => {
    const [header = [], ...rows] = expected[file]?.[sheet] ?? [];
    const used = header.filter((name) => name !== null);
    const filled = rows.filter((row) => row.some((cell) => cell !== null));
    const found = await read(file);
    expect(found.names).toEqual(used);
    expect(found.rows.map(({ values }) => values)).toEqual(filled.map((row) => row.slice(0, used.length).map(asCell)));
    expect(found.rows.map(({ number }) => number)).toEqual(filled.map((_, i) => i + 1));
    expect(found).toMatchObject({ warnings: [], sheet, sheets: [sheet] });
  });

  it('finds what the columns hold', async () => {
    const { columns, guess, format } = await inspectDataset({ source: await openDataset('kinds.xlsx', folder) });
    const kinds = Object.fromEntries(columns.map(({ name, kind }) => [name, kind]));
    expect(kinds).toEqual({
      text: 'string',
      label: 'string',
      stars: 'integer',
      price: 'float',
      urgent: 'boolean',
      day: 'date',
      moment: 'date',
      time: 'date',
      error: 'empty',
      mixed: 'string',
      code: 'integer',
    });
    expect({ guess, format }).toMatchObject({
      format: 'xlsx',
      guess: { labelColumn: 'label', task: 'classification' },
    });
  });

  it('reads the sheet that is asked for, below its title, without rows that are empty', async () => {
    const { names, rows, warnings } = await read('several.xlsx', 'Reviews 2024');
    const [, , , ...below] = expected['several.xlsx']?.['Reviews 2024'] ?? [];
    const filled = below.filter((row) => row.some((cell) => cell !== null));
    expect(names).toEqual(['text', 'label', 'note']);
    expect(rows.map(({ values }) => values)).toEqual(filled.map((row) => row.slice(1, 4).map(asCell)));
    expect(warnings).toEqual([
      { code: 'dataset-rows-above-table', detail: { rows: 1, first: 'Reviews of the year' } },
      { code: 'dataset-merged-cells', detail: { count: 1, ranges: ['C5:C6'] } },
      { code: 'dataset-formulas-without-value', detail: { count: 2, first: 'E7' } },
    ]);
  });

  it('does not take a hidden sheet, nor one with a diagram, for the first', async () => {
    const problem = { code: 'dataset-empty-sheet', sheet: 'Empty', others: ['Hidden', 'Reviews 2024', 'Numbers'] };
    expect(await problemOf(read('several.xlsx'))).toMatchObject(problem);
    expect((await read('several.xlsx', 'Hidden')).names).toEqual(['secret']);
    expect(await problemOf(read('several.xlsx', 'reviews 24'))).toMatchObject({
      code: 'dataset-no-such-sheet',
      sheets: ['Hidden', 'Empty', 'Reviews 2024', 'Numbers'],
      nearest: 'Reviews 2024',
    });
  });

  it('says what an old file and one with a password are', async () => {
    const old = { code: 'dataset-unsupported-format', file: 'old.xls', found: 'spreadsheet' };
    expect(await problemOf(read('old.xls'))).toMatchObject(old);
    const locked = { code: 'dataset-protected-spreadsheet', file: 'protected.xlsx' };
    expect(await problemOf(read('protected.xlsx'))).toMatchObject(locked);
  });

  it('tells a cut file from a damaged one', async () => {
    const bytes = await readFile(join(folder, 'kinds.xlsx'));
    const cut = openTable(memorySource('cut.xlsx', bytes.subarray(0, bytes.length - 500)));
    expect(await problemOf(cut)).toMatchObject({ code: 'dataset-truncated-file', format: 'xlsx' });
    const sheet = bytes.indexOf('xl/worksheets/sheet1.xml') + 200;
    const damaged = Uint8Array.from(bytes).fill(0x55, sheet, sheet + 40);
    const opened = openTable(memorySource('damaged.xlsx', damaged));
    expect(await problemOf(opened)).toMatchObject({ code: 'dataset-damaged-file', format: 'xlsx' });
  });

  it('reads a packed one, though nobody needs to pack it', async () => {
    const source = memorySource('rows.xlsx.gz', gzipSync(await readFile(join(folder, 'inline.xlsx'))));
    expect(await inspectDataset({ source })).toMatchObject({ format: 'xlsx', rows: { count: 9, exact: true } });
  });

  it('has no encoding to be named, and text no sheet', async () => {
    const source = await openDataset('inline.xlsx', folder);
    const encoded = problemOf(openTable(source, { encoding: 'windows-1252' }));
    expect(await encoded).toMatchObject({ code: 'dataset-encoding-not-text', format: 'xlsx' });
    const text = { ...memorySource('rows.csv', 'a,b\n1,2\n'), sheet: 'Data' };
    expect(await problemOf(openTable(text))).toMatchObject({ code: 'dataset-without-sheets', sheet: 'Data' });
    const inFolder = problemOf(openDataset('spreadsheets', join(folder, '..'), { sheet: 'Data' }));
    expect(await inFolder).toMatchObject({ code: 'dataset-without-sheets', file: 'spreadsheets' });
  });
});
