import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNumberText } from '../../../src/dataset/formats/csv/cell-text.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

async function cellsOf(name: string, content: string | Uint8Array, chunkSizes?: number[]) {
  const { names, rows } = await rowsOf(memorySource(name, content, chunkSizes));
  return { names, cells: rows.map(({ values }) => values) };
}

/** Text as it stands in files: no zero bytes, no unpaired surrogates. */
const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
const hardCell = fc
  .array(fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r\n', '\\', "'", ' ', 'ü', '💡'))
  .map((parts) => parts.join(''));
const chunks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('CSV', () => {
  it('gives back what csv-stringify writes, in chunks of any size', async () => {
    const rows = fc.array(fc.tuple(fc.oneof(cell, hardCell), hardCell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        chunks,
        async (table, delimiter, end, sizes) => {
          const header = ['first', 'second', 'third'];
          const content = stringify([header, ...table], { delimiter, record_delimiter: end, quoted: true });
          const { names, cells } = await cellsOf('rows.csv', content, sizes);
          expect(names).toEqual(header);
          expect(cells).toEqual(table);
        },
      ),
      // Both lines of the second cell look like rows of the file; a backslash before the line's end then read as an escape.
      { numRuns: 300, examples: [[[['', ';\\\n;', '']], ';', '\n', [1]]] },
    );
  });

  it('gives the same rows with only the quotes that are needed', async () => {
    const table = [
      ['plain', 'with, comma', 'say "hi"'],
      ['', 'two\nlines', ' spaces '],
    ];
    const { cells } = await cellsOf('rows.csv', stringify([['a', 'b', 'c'], ...table]));
    expect(cells).toEqual(table);
  });

  it.each([
    ['a semicolon', 'rows.csv', 'text;label\none, two;x\nthree;y\n'],
    ['a tab under the wrong name', 'rows.csv', 'text\tlabel\none, two\tx\nthree\ty\n'],
    ['a bar', 'rows.txt', 'text|label\none, two|x\nthree|y\n'],
    ['a tab without any name', 'rows', 'text\tlabel\none, two\tx\nthree\ty\n'],
    ['apostrophes', 'rows.csv', "'text','label'\n'one, two','x'\n'three','y'\n"],
    ['mixed line ends', 'rows.csv', 'text,label\r\n"one, two",x\nthree,y\r'],
    ['blank lines', 'rows.csv', '\n\ntext,label\n\n"one, two",x\n\nthree,y\n\n'],
    ['no end of line at the end', 'rows.csv', 'text,label\n"one, two",x\nthree,y'],
    ['delimiters at the ends of lines', 'rows.csv', 'text,label\n"one, two",x,\nthree,y,,\n'],
  ])('finds %s', async (_, name, content) => {
    expect(await cellsOf(name, content)).toEqual({
      names: ['text', 'label'],
      cells: [
        ['one, two', 'x'],
        ['three', 'y'],
      ],
    });
  });

  it('reads quotes that are escaped by a backslash', async () => {
    const content = 'text,label\n"say \\"hi\\", you",x\n"say \\"ho\\"",y\n';
    expect((await cellsOf('rows.csv', content)).cells).toEqual([
      ['say "hi", you', 'x'],
      ['say "ho"', 'y'],
    ]);
  });

  it('keeps a backslash before a closing quote where quotes are doubled', async () => {
    const content = 'text,label\n"C:\\temp\\",x\n"say ""hi""",y\n';
    expect((await cellsOf('rows.csv', content)).cells).toEqual([
      ['C:\\temp\\', 'x'],
      ['say "hi"', 'y'],
    ]);
  });

  it('keeps quotes inside a cell that does not begin with one', async () => {
    expect((await cellsOf('rows.csv', 'text,label\nan "odd" one,x\nb,y\n')).cells[0]).toEqual(['an "odd" one', 'x']);
  });

  it('names columns as pandas does', async () => {
    expect((await cellsOf('rows.csv', 'text,,text,text.1\na,b,c,d\n')).names).toEqual([
      'text',
      'Unnamed: 1',
      'text.1',
      'text.1.1',
    ]);
  });

  it('gives 50,000 equal names and long cells of digits in time that follows their length', async () => {
    const count = 50_000;
    const header = `${'a,'.repeat(count)}b`;
    const { names, cells } = await cellsOf(
      'rows.csv',
      `${header}\n${'1'.repeat(1 << 20)}x,${',y'.repeat(count - 1)}\n`,
    );
    expect(new Set(names).size).toBe(count + 1);
    expect([names[1], names[count - 1], names[count]]).toEqual(['a.1', `a.${count - 1}`, 'b']);
    expect(isNumberText(String(cells[0]?.[0]))).toBe(false);
  }, 60_000);

  it('sees that there is no header', async () => {
    const table = await openTable(memorySource('rows.csv', 'good one,1\nbad one,0\nother one,1\n'));
    expect(table.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2']);
    expect(table.warnings).toEqual([{ code: 'dataset-no-header', detail: { columns: ['column 1', 'column 2'] } }]);
    const labels = 'first text here,bug\nsecond text,question\nthird,bug\nfourth,bug\nfifth,question\n';
    expect((await cellsOf('rows.csv', labels)).cells).toHaveLength(5);
  });

  it.each([
    ['it is what the user names', 'good one,1\nbad one,0\nother one,1\n', ['1']],
    ['it counts the columns', '0,1\ngood one,1\nbad one,0\n', []],
    ['it is above text', '2019,2020\ngood,bad\nbad,good\n', []],
  ])('takes the first line for a header where %s', async (_, content, wanted) => {
    const table = await openTable(memorySource('rows.csv', content), { wanted });
    expect(table.columns.map(({ name }) => name)).toEqual(content.split('\n')[0]?.split(','));
    expect(table.warnings).toEqual([]);
  });

  it('marks ragged rows, and only those that lose something', async () => {
    const { rows } = await rowsOf(memorySource('rows.csv', 'text,label,more\na,x\nb,y,1,surplus\nc\nd,z,1\n'));
    expect(rows.map(({ fault }) => fault)).toEqual([
      { reason: 'ragged-row', expected: 3, found: 2 },
      { reason: 'ragged-row', expected: 3, found: 4 },
      { reason: 'ragged-row', expected: 3, found: 1 },
      null,
    ]);
    const table = await openTable(memorySource('rows.csv', 'text,label,more\na,x\nc\nd,z,1\n'));
    const wanted = [];
    for await (const batch of table.rows(['label', 'text'])) wanted.push(...batch);
    expect(wanted.map(({ number, values }) => [number, ...values])).toEqual([
      [1, 'x', 'a'],
      [2, null, null],
      [3, 'z', 'd'],
    ]);
  });

  it('stops at a row that is too long rather than swallow the file', async () => {
    const content = `text,label\na,x\n"${'b'.repeat((1 << 25) + 10)}`;
    expect(await problemOf(rowsOf(memorySource('rows.csv', content, [1 << 20])))).toMatchObject({
      code: 'dataset-row-too-large',
      row: 2,
    });
  });

  it('names the row of a quote that is never closed', async () => {
    const content = 'text,label\na,x\nb,y\n"c,z\nd,x\n';
    expect(await problemOf(rowsOf(memorySource('rows.csv', content)))).toMatchObject({
      code: 'dataset-unclosed-quote',
      row: 3,
    });
  });
});
