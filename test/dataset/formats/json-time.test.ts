import { describe, expect, it } from 'vitest';
import { lookOf } from '../../../src/dataset/formats/json/text-look.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const MEGABYTE = 1 << 20;

/** What takes minutes where work grows with the square of the length; the time limit only ends that. */
const hostile: [string, string][] = [
  ['escaped quotes that never end', `{"text":"${'\\"'.repeat(MEGABYTE)}`],
  ['quotes', `{"text":${'"'.repeat(MEGABYTE)}`],
  ['escaped quotes before a number of Python', `{"text":"${'\\"'.repeat(MEGABYTE)}", "n": NaN`],
  ['backslashes', `{"text":"${'\\'.repeat(MEGABYTE)}`],
  ['numbers of Python', `{"text":[${'NaN,'.repeat(MEGABYTE / 4)}`],
  ['minus signs', `{"text":${'-'.repeat(MEGABYTE)}NaN`],
  ['zeros', `{"text":1.${'0'.repeat(MEGABYTE)}x`],
  ['digits and points', `{"text":${'1.0'.repeat(MEGABYTE / 3)}`],
  ['blanks', `{"text"${' '.repeat(MEGABYTE)}x`],
  ['commas', ','.repeat(MEGABYTE)],
  ['objects', '{"a":1}'.repeat(MEGABYTE / 7)],
  ['record separators', '\x1e'.repeat(MEGABYTE)],
];

describe('a long line', () => {
  it.each(hostile)(
    'of %s is read in time that grows with its length',
    async (_, line) => {
      const table = rowsOf(memorySource('rows.jsonl', `{"text":"a"}\n{"text":"b"}\n${line}\n`, [1 << 16]));
      const { rows } = await table;
      expect(rows.length).toBeGreaterThanOrEqual(2);
      await rowsOf(memorySource('rows.json', `[{"text":"a"},${line}`, [1 << 16])).catch(() => {});
      lookOf(line);
    },
    30_000,
  );
});

describe('short records with thousands of fields in all', () => {
  it('are handed out few at a time, so that reading a few of them stays cheap', async () => {
    const content = Array.from({ length: 3000 }, (_, i) => `{"k${i}":1}\n`).join('');
    const table = await openTable(memorySource('rows.jsonl', content));
    const names = table.columns.map(({ name }) => name);
    const batches: number[] = [];
    for await (const batch of table.rows(names)) batches.push(batch.length);
    expect(batches.reduce((sum, rows) => sum + rows)).toBe(3000);
    expect(Math.max(...batches) * names.length).toBeLessThan(300_000);
  });
});

describe('JSON nested too deep', () => {
  it.each([
    ['objects', '{"a":', '}'],
    ['arrays', '{"a":[', ']}'],
  ])('is a problem with row and depth: %s', async (_, open, close) => {
    const deep = open.repeat(20_000) + 1 + close.repeat(20_000);
    const depth = deep.split(/[{[]/).length - 1;
    for (const [name, content] of [
      ['rows.jsonl', `{"a":1}\n${deep}\n{"a":2}\n`],
      ['rows.jsonl', `{"a":1}\n${open.repeat(depth > 20_000 ? 20_000 : depth)}\n{"a":2}\n`],
      ['rows.json', `[{"a":1}, ${deep}]`],
    ] as const) {
      const problem = await problemOf(rowsOf(memorySource(name, content)));
      expect(problem).toMatchObject({ code: 'dataset-nested-too-deep', row: 2, depth, limit: 1000 });
    }
  });

  it('is not what stands in a string, nor what is deep but not too deep', async () => {
    const text = JSON.stringify('{["'.repeat(5000));
    const nested = `${'['.repeat(990)}${']'.repeat(990)}`;
    const { rows } = await rowsOf(memorySource('rows.jsonl', `{"a":${text},"b":${nested}}\n{"a":"b"}\n`));
    expect(rows.map(({ values }) => values[0])).toEqual(['{["'.repeat(5000), 'b']);
  });
});
