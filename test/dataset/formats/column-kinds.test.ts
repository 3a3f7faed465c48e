import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { countBytes } from '../../../src/dataset/sources/byte-source.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { Opaque, type Value, WrittenFloat } from '../../../src/dataset/table/values.ts';
import { rowsOf } from '../rows-of.ts';

const folder = new URL('../fixtures/', import.meta.url).pathname;
const files = ['kinds.arrow', 'kinds-lz4.arrow', 'views.arrow', 'views-zstd.arrows', 'large.arrow', 'kinds.parquet'];
const ROWS = 300;

/** The columns that make.py writes: kind, and the value of row i. Nested ones are only said to be there. */
const columns: Record<string, [string, (i: number) => Value]> = {
  text: ['string', textOf],
  label: ['string', (i) => ['bug', 'question', '🐛', '～ wave'][i % 4] ?? null],
  class: ['class-label', (i) => i % 2],
  flag: ['boolean', (i) => (i % 40 === 3 ? null : i % 3 === 0)],
  half: ['float', (i) => (i % 30 === 4 ? null : float(i / 4))],
  price: ['float', (i) => float(i * 125)],
  whole: ['float', (i) => float(i % 5)],
  small: ['integer', (i) => (i % 7) - 3],
  big: ['integer', (i) => 2n ** 60n + BigInt(i % 2)],
  tokens: ['list', () => new Opaque('list', '')],
  meta: ['struct', () => new Opaque('struct', '')],
  nothing: ['empty', () => null],
};

function textOf(i: number): string | null {
  if (i % 50 === 7) return null;
  return i % 3 ? `text ${i} of some length, so that it is no inline view` : `t${i}`;
}

function float(value: number): Value {
  return Number.isInteger(value) ? new WrittenFloat(value) : value;
}

describe.each(files)('%s', (file) => {
  it('gives columns of every kind', async () => {
    const source = await openFile(folder + file);
    const table = await openTable(source);
    const { names, rows } = await rowsOf(source);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
    const expected = Object.entries(columns).filter(([name]) => file.includes('arrow') || name !== 'half');
    for (const [name, [kind, expectedOf]] of expected) {
      const column = names.indexOf(name);
      expect(table.columns[column]?.kind, name).toBe(kind);
      expect(
        rows.map(({ values }) => values[column]),
        name,
      ).toEqual(Array.from({ length: ROWS }, (_, i) => expectedOf(i)));
    }
    expect(names).toEqual(expect.arrayContaining(['when', 'bytes']));
  });

  it('sorts labels by code point and names the classes that occur', async () => {
    const source = await openFile(folder + file);
    const byText = await readExamples({ source, textColumns: ['text'], labelColumn: 'label' });
    expect(byText.classes).toEqual(['bug', 'question', '～ wave', '🐛']);
    const named = await readExamples({ source, textColumns: ['text'], labelColumn: 'class' });
    expect(named.classes).toEqual(['no', 'yes']);
    const large = await readExamples({ source, textColumns: ['text'], labelColumn: 'big' });
    expect(large.classes).toEqual(['1152921504606846976', '1152921504606846977']);
    expect([...large.labels.slice(0, 3)]).toEqual([0, 1, 0]);
  });

  it('takes whole floats for numbers to predict', async () => {
    const source = await openFile(folder + file);
    expect((await readExamples({ source, textColumns: ['text'], labelColumn: 'whole' })).task).toBe('regression');
  });
});

describe('columns that are not wanted', () => {
  it.each(['kinds.arrow', 'kinds.parquet'])('are not read from %s', async (file) => {
    const whole = await openFile(folder + file);
    let bytes = 0;
    const table = await openTable(
      countBytes(whole, (count) => {
        bytes += count;
      }),
    );
    bytes = 0;
    let rows = 0;
    for await (const batch of table.rows(['small'])) rows += batch.length;
    expect(rows).toBe(ROWS);
    expect(bytes).toBeLessThan((whole.byteLength ?? 0) / 4);
  });
});
