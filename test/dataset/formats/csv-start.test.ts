import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { memorySource } from '../memory-source.ts';

async function read(content: string | Uint8Array, name = 'rows.csv', chunkSizes?: number[]) {
  const table = await openTable(memorySource(name, content, chunkSizes));
  const names = table.columns.map(({ name }) => name);
  const cells = [];
  for await (const batch of table.rows(names)) cells.push(...batch.map(({ values }) => values));
  return { names, cells, warnings: table.warnings };
}

const good = {
  names: ['text', 'label'],
  cells: [
    ['one, two; three', 'x'],
    ['four', 'y'],
    ['five', 'x'],
    ['six', 'y'],
  ],
};

function lines(delimiter: string, end = '\n'): string {
  return ['text|label', '"one, two; three"|x', 'four|y', 'five|x', 'six|y', ''].join(end).replaceAll('|', delimiter);
}

describe('the start of a CSV', () => {
  it.each<[string, string | Uint8Array]>([
    ['a semicolon', `sep=;\r\n${lines(';', '\r\n')}`],
    ['a comma', `sep=,\n${lines(',')}`],
    ['a tab', `sep=\t\n${lines('\t')}`],
    ['a bar', `sep=|\n${lines('|')}`],
    ['an unusual one', `sep=^\n${lines('^')}`],
    ['capitals', `SEP=;\n${lines(';')}`],
    ['quotes', `"sep=;"\n${lines(';')}`],
    ['a byte order mark', `\ufeffsep=;\n${lines(';')}`],
    ['a byte order mark and quotes', `\ufeff"sep=;"\r${lines(';', '\r')}`],
    ['UTF-16', Buffer.from(`\ufeffsep=;\r\n${lines(';', '\r\n')}`, 'utf16le')],
    ['blanks', `sep = ;\n${lines(';')}`],
    ['an empty line before it', `\r\nsep=;\r\n${lines(';', '\r\n')}`],
    ['cells behind it, as Excel saves it again', `sep=;;\n${lines(';')}`],
    ['cells behind it, as a program that uses commas saves it again', `"sep=;",\n${lines(';')}`],
  ])("takes the delimiter that Excel's first line names: %s", async (_, content) => {
    for (const sizes of [[], [1], [7]]) {
      expect(await read(content, 'rows.csv', sizes)).toEqual({ ...good, warnings: [] });
    }
    expect((await read(content, 'rows.tsv')).cells).toEqual(good.cells);
  });

  it('takes it below lines of comment', async () => {
    const warning = { code: 'dataset-comment-lines', detail: { lines: 1, first: '# by a tool' } };
    for (const sizes of [[], [1]]) {
      const content = `# by a tool\nsep=;\n${lines(';')}`;
      expect(await read(content, 'rows.csv', sizes)).toEqual({ ...good, warnings: [warning] });
    }
  });

  it('takes a column that is called like it for a column', async () => {
    expect((await read('sep=a,label\nfour,y\nfive,x\n')).names).toEqual(['sep=a', 'label']);
    expect((await read('sep=x\nfour\nfive\n')).names).toEqual(['sep=x']);
  });

  it.each([
    ['a title', '# exported 2024-01-01 by tool\n# version 3\n', 2, '# exported 2024-01-01 by tool'],
    ['as many delimiters as the header', '# by the tool, version 3\n', 1, '# by the tool, version 3'],
    ['a quote', '# it\'s "so\n\n// more\n', 2, '# it\'s "so'],
    ['other signs', '% one\n', 1, '% one'],
    ['other line ends', '-- one\r\n\r\n-- two\r', 2, '-- one'],
  ])('leaves out lines of comment with %s', async (_, comments, count, first) => {
    const warning = { code: 'dataset-comment-lines', detail: { lines: count, first } };
    for (const sizes of [[], [1]]) {
      expect(await read(`${comments}${lines(',')}`, 'rows.csv', sizes)).toEqual({ ...good, warnings: [warning] });
    }
  });

  it.each([
    ['a header with a sign', '#id,text\n1,some words\n2,other words\n3,more words\n', ['#id', 'text'], 3],
    ['rows of hashtags', 'text,label\n#fail,x\n#win,y\n', ['text', 'label'], 2],
    ['nothing but such lines', '#text,label\n#fail,x\n#win,y\n', ['#text', 'label'], 2],
  ])('keeps %s', async (_, content, names, rows) => {
    const table = await read(content);
    expect([table.names, table.cells.length, table.warnings]).toEqual([names, rows, []]);
  });
});
