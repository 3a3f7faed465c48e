import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { memorySource, problemOf } from '../memory-source.ts';

async function read(name: string, content: string | Uint8Array) {
  const table = await openTable(memorySource(name, content, [1 << 16]));
  const names = table.columns.map(({ name }) => name);
  const cells: unknown[][] = [];
  for await (const batch of table.rows(names)) cells.push(...batch.map(({ values }) => values));
  return { cells, warnings: table.warnings };
}

const labels = ['bug', 'request', 'praise'];

/** Rows `[text, label]`, some of them replaced. */
function rows(count: number, texts: Record<number, string> = {}): string[][] {
  return Array.from({ length: count }, (_, i) => [
    texts[i] ?? `the printer number ${i} is broken`,
    labels[i % 3] ?? '',
  ]);
}

function written(delimiter: string, table: readonly string[][]): string {
  return [['text', 'label'], ...table].map((cells) => `${cells.join(delimiter)}\n`).join('');
}

const asLetters = (...firstRows: number[]) => [
  { code: 'dataset-quotes-as-letters', detail: { rows: firstRows, count: firstRows.length, enclosing: false } },
];

/** Far below what the dialect is found from. */
const MANY = 20_000;

describe('what quotation marks mean in a CSV', () => {
  it.each(['quote_none.tsv', 'quote_none_odd.tsv'])(
    'are letters in %s, as pandas reads it with quoting=3',
    async (name) => {
      const { cells, warnings } = await read(name, await readFile(`test/dataset/fixtures/lone-quotes/${name}`));
      expect(cells).toHaveLength(60);
      expect(cells.filter(([, label]) => labels.includes(String(label)))).toHaveLength(60);
      expect(cells[5]).toEqual(['"Wow this printer is broken', 'praise']);
      expect(warnings).toEqual(name === 'quote_none.tsv' ? asLetters(6, 13) : asLetters(6));
    },
  );

  it.each([
    ['a pair of lone quotes', { 5: '"Wow', 12: '"no way' }, [6, 13]],
    ['a quote that nothing closes', { 5: '"Wow' }, [6]],
    ['a quote that one at the end of a text closes', { 5: '"Wow', 12: 'he said no"' }, [6]],
    ['such a pair in lines next to each other', { 5: '"Wow', 6: 'he said no"' }, [6]],
    ['quotes far below the first lines', { 19000: '"Wow', 19800: '"no way' }, [19_001, 19_801]],
    ['a pair in one line, and a lone one', { 5: '"Wow" he said', 12: '"no way', 15: '"so' }, [6, 13, 16]],
  ])('are letters where that leaves every row at its width: %s', async (_, texts, firstRows) => {
    for (const delimiter of ['\t', ',', ';', '|']) {
      const table = rows(MANY, texts);
      const { cells, warnings } = await read('rows.csv', written(delimiter, table));
      expect(cells).toEqual(table);
      expect(warnings).toEqual(asLetters(...firstRows));
    }
  });

  it('enclose cells within lines where most do, and are letters elsewhere', async () => {
    const table = rows(100).map(([text, label]) => [`"${text}, and more"`, label ?? '']);
    table[50] = ['"Wow', 'praise'];
    table[60] = ['"no way', 'bug'];
    const { cells, warnings } = await read('rows.csv', written(',', table));
    expect(cells).toHaveLength(100);
    expect([cells[49], cells[50]]).toEqual([
      ['the printer number 49 is broken, and more', 'request'],
      ['"Wow', 'praise'],
    ]);
    expect(warnings).toEqual([
      { code: 'dataset-quotes-as-letters', detail: { rows: [51, 61], count: 2, enclosing: true } },
    ]);
  });

  it.each([
    ['of lines without delimiters', '"one\ntwo\n\nthree"', 'one\ntwo\n\nthree'],
    ['of sentences with commas', '"Dear all, hello\nbest wishes"', 'Dear all, hello\nbest wishes'],
    ['of numbers with commas', '"some 1,000\nof them"', 'some 1,000\nof them'],
    ['with doubled quotes', '"she said ""no, never""\nand left"', 'she said "no, never"\nand left'],
    ['of code', '"a,b\nc,d\ne,f"', 'a,b\nc,d\ne,f'],
  ])('stay what encloses texts %s', async (_, cell, text) => {
    for (const place of [3, 19_000]) {
      const { cells, warnings } = await read('rows.csv', written(',', rows(MANY, { [place]: cell })));
      expect(cells).toEqual(rows(MANY, { [place]: text }));
      expect(warnings).toEqual([]);
    }
  });

  it.each([
    'text,label\n"a,b\nc",x\n',
    'text,label\na,b\n"c,d\ne",f\n',
    '"text","label"\n"x,y\n","y"\n"a","y"\n"b","y"\n',
  ])('enclose texts of several lines in a small file too: %j', async (content) => {
    expect((await read('rows.csv', content)).warnings).toEqual([]);
    expect((await read('rows.csv', content)).cells.some(([text]) => String(text).includes('\n'))).toBe(true);
  });

  it('are escaped by backslashes also where the first lines do not show it', async () => {
    const { cells, warnings } = await read(
      'rows.csv',
      written(',', rows(MANY, { 19000: '"say \\"hi, you\\", he said"' })),
    );
    expect(cells).toEqual(rows(MANY, { 19000: 'say "hi, you", he said' }));
    expect(warnings).toEqual([]);
  });

  it('are named by their rows where no way of reading is good', async () => {
    const texts: Record<number, string> = { 100: '"Wow', 108: '"no way' };
    for (let i = 200; i < 1200; i++) texts[i] = `"line one of ${i}\nline two"`;
    const { cells, warnings } = await read('rows.csv', written(',', rows(2000, texts)));
    expect(cells).toHaveLength(2000 - 8);
    expect(warnings).toEqual([{ code: 'dataset-glued-rows', detail: { rows: [101], count: 1, lines: 9 } }]);
  });

  it('are a problem where many rows are glued and no way of reading is good', async () => {
    const texts: Record<number, string> = { 100: '"Wow', 800: '"no way' };
    for (let i = 900; i < 1900; i++) texts[i] = `"line one of ${i}\nline two"`;
    expect(await problemOf(read('rows.csv', written(',', rows(2000, texts))))).toMatchObject({
      code: 'dataset-glued-rows',
      rows: [101],
      count: 1,
      lines: 701,
    });
  });
});
