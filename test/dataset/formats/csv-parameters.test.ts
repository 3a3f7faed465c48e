import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import type { CsvParameters } from '../../../src/dataset/sources/csv-parameters.ts';
import { memorySource } from '../memory-source.ts';

async function read(content: string, csv: CsvParameters, chunkSizes?: number[]) {
  const table = await openTable(memorySource('rows.csv', content, chunkSizes), { csv });
  const names = table.columns.map(({ name }) => name);
  const cells = [];
  for await (const batch of table.rows(names)) cells.push(...batch.map(({ values }) => values));
  return { names, cells, warnings: table.warnings };
}

/** Expected: what `pandas.read_csv` 3.0 gives for the same parameters (`dtype=str`, `keep_default_na=False`). */
describe('parameters of a CSV', () => {
  it.each<[string, string, CsvParameters, string[], (string | null)[][]]>([
    [
      'the delimiter',
      'a^b\n1,2^x\n3,4^y\n',
      { delimiter: '^' },
      ['a', 'b'],
      [
        ['1,2', 'x'],
        ['3,4', 'y'],
      ],
    ],
    [
      'no quoting',
      'a,b\n"1"",x\n2,"y\n',
      { quote: null },
      ['a', 'b'],
      [
        ['"1""', 'x'],
        ['2', '"y'],
      ],
    ],
    ['the quotation mark', "a,b\n'1,2',x\n", { quote: "'" }, ['a', 'b'], [['1,2', 'x']]],
    [
      'names without a header',
      'a,b\n1,x\n',
      { names: ['t', 'l'] },
      ['t', 'l'],
      [
        ['a', 'b'],
        ['1', 'x'],
      ],
    ],
    ['names instead of the header', 'a,b\n1,x\n', { names: ['t', 'l'], header: 0 }, ['t', 'l'], [['1', 'x']]],
    ["the header's line", 'a,b\n\n1,x\n2,y\n', { header: 1 }, ['1', 'x'], [['2', 'y']]],
    [
      'a header of numbers',
      '1,0\n2,1\n3,0\n',
      { header: 0 },
      ['1', '0'],
      [
        ['2', '1'],
        ['3', '0'],
      ],
    ],
    ['lines to skip', 'junk\n"more\njunk"\na,b\n1,x\n', { skipRows: 2 }, ['a', 'b'], [['1', 'x']]],
    ['blank lines to skip', '\n\na,b\n1,2\n3,4', { skipRows: 3 }, ['1', '2'], [['3', '4']]],
    ['lines of both ends to skip', 'junk\r\nmore\ra,b\r\n1,x\r\n', { skipRows: 2 }, ['a', 'b'], [['1', 'x']]],
    ['numbers of lines to skip', 'a,b\n1,x\n2,y\n3,z\n', { skipRows: [1, 3] }, ['a', 'b'], [['2', 'y']]],
    [
      'comments',
      '#c\n\na,b\n1,x#zz\n2,"y#"\n',
      { comment: '#' },
      ['a', 'b'],
      [
        ['1', 'x'],
        ['2', 'y#'],
      ],
    ],
    ['quotation marks that are not doubled', 'a,b\n"1","x"\n', { doubleQuote: false }, ['a', 'b'], [['1', 'x']]],
    ['an escape', 'a,b\n"1\\",2",x\n', { escape: '\\' }, ['a', 'b'], [['1",2', 'x']]],
  ])('takes %s', async (_, content, parameters, names, cells) => {
    for (const sizes of [[], [1], [3, 2]]) {
      expect(await read(content, parameters, sizes)).toEqual({ names, cells, warnings: [] });
    }
  });
});
