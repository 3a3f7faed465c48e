import { readFileSync } from 'node:fs';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commandLineVoice } from '../../../src/cli/voice.ts';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { decodeMessage } from '../../../src/dataset/formats/arrow/decode-message.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { countBytes } from '../../../src/dataset/sources/byte-source.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { ProblemError } from '../../../src/protocol/problem.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const folder = new URL('../fixtures/', import.meta.url).pathname;
const bytesOf = (file: string) => Uint8Array.from(readFileSync(folder + file));

/** What pyarrow reads: file, column, values. */
const expected = z
  .record(z.string(), z.record(z.string(), z.array(z.union([z.string(), z.number(), z.null()]))))
  .parse(JSON.parse(readFileSync(`${folder}arrow-rows.json`, 'utf8')));

describe('an Arrow file', () => {
  it.each(Object.entries(expected))('gives the values that pyarrow reads: %s', async (file, columns) => {
    const { names, rows } = await rowsOf(await openFile(folder + file));
    for (const [name, values] of Object.entries(columns)) {
      const column = names.indexOf(name);
      expect(
        rows.map((row) => row.values[column]),
        name,
      ).toEqual(values);
    }
  });

  it('of apache-arrow for JavaScript gives its rows, dictionaries too', async () => {
    const text = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    const table = tableFromArrays({ text, number: Float64Array.from({ length: 20 }, (_, i) => i + 0.5) });
    const { names, rows } = await rowsOf(memorySource('js.arrow', tableToIPC(table, 'file')));
    expect(names).toEqual(['text', 'number']);
    expect(rows.map(({ values }) => values)).toEqual(text.map((value, i) => [value, i + 0.5]));
  });

  it('of many columns is read with few reads', async () => {
    const columns = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`n${i}`, Float64Array.of(i, i + 0.5)]));
    const source = memorySource('wide.arrow', tableToIPC(tableFromArrays(columns), 'file'));
    let reads = 0;
    const counted = countBytes(source, () => {
      reads += 1;
    });
    const { rows } = await rowsOf(counted);
    expect(rows[1]?.values).toEqual(Array.from({ length: 300 }, (_, i) => i + 0.5));
    expect(reads).toBeLessThan(20);
  });

  it.each([
    ['dense', 'dense_union'],
    ['sparse', 'sparse_union'],
    ['pairs', 'map'],
    ['views', 'list_view'],
    ['large_views', 'large_list_view'],
    ['span', 'interval'],
  ])('names column and type of what is not read: %s', async (column, type) => {
    const source = await openFile(`${folder}odd-types.arrow`);
    const facts = { code: 'dataset-column-type', column, type };
    expect(await problemOf(readExamples({ source, textColumns: ['text'], labelColumn: column }))).toMatchObject(facts);
    const problem = await problemOf(readExamples({ source, textColumns: [column], labelColumn: 'label' }));
    expect(problem).toMatchObject(facts);
    expect(describeProblem(problem, commandLineVoice).message).toMatch(
      new RegExp(`: the column "${column}" is of the type ${type}, which is not read\\.$`),
    );
  });

  it('may have columns whose type came after this reader', async () => {
    const bytes = bytesOf('polars2-views.arrow');
    const utf8View = 24;
    const footer = bytes.length - 10 - new DataView(bytes.buffer).getUint32(bytes.length - 10, true);
    bytes[bytes.lastIndexOf(utf8View, bytes.length)] = 99;
    expect(bytes.indexOf(99, footer)).toBeGreaterThan(footer);
    expect(await problemOf(rowsOf(memorySource('later.arrow', bytes)))).toMatchObject({
      code: 'dataset-column-type',
      column: 'text',
      type: 'number 99',
    });
  });
});

describe('an Arrow file without its end', () => {
  const whole = bytesOf('kinds.arrow');
  const cutAfter = async (bytes: Uint8Array, length: number) =>
    rowsOf(memorySource('cut.arrow', bytes.slice(0, length)));

  it('gives the rows of the whole batches before the cut, and says so', async () => {
    const { rows } = await cutAfter(whole, whole.length - 1);
    expect(rows).toEqual((await rowsOf(memorySource('whole.arrow', whole))).rows);
    expect((await cutAfter(whole, Math.floor(whole.length * 0.6))).rows).toEqual(rows.slice(0, 120));
    const { warnings } = await openTable(memorySource('cut.arrow', whole.slice(0, whole.length - 1)));
    expect(warnings).toEqual([{ code: 'dataset-cut-off', detail: { format: 'arrow-file' } }]);
  });

  it.each(['js-file.arrow', 'polars2-views.arrow'])('and without a schema before it is refused: %s', async (file) => {
    const bytes = bytesOf(file);
    expect((await problemOf(cutAfter(bytes, bytes.length - 20))).code).toBe('dataset-truncated-file');
  });
});

describe('a damaged footer', () => {
  const good = bytesOf('polars2-views.arrow');
  const view = new DataView(good.buffer);
  const footerLength = view.getUint32(good.length - 10, true);

  it.each([
    ['a length of nothing', 0],
    ['a length beyond the file', good.length],
    ['a length of 4 GB', 0xffffffff],
    ['half its length', footerLength >> 1],
  ])('is damage: %s', async (_, length) => {
    const bytes = Uint8Array.from(good);
    new DataView(bytes.buffer).setUint32(bytes.length - 10, length, true);
    expect((await problemOf(rowsOf(memorySource('odd.arrow', bytes)))).code).toBe('dataset-damaged-file');
  });

  it('gives rows or a problem, whichever of its numbers is wrong', async () => {
    const values = [0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff];
    const outcomes = new Set<string>();
    for (let at = good.length - 10 - footerLength; at < good.length - 10; at++) {
      for (const value of values) {
        const bytes = Uint8Array.from(good);
        new DataView(bytes.buffer).setUint32(at, value, true);
        const outcome = await rowsOf(memorySource('odd.arrow', bytes)).then(
          ({ rows }) => (rows.length <= 20 ? 'rows' : `${rows.length} rows`),
          (error) => (error instanceof ProblemError ? error.problem.code : error),
        );
        outcomes.add(outcome);
      }
    }
    expect([...outcomes].sort()).toEqual(['dataset-column-type', 'dataset-damaged-file', 'rows']);
  }, 60_000);
});

describe('decodeMessage', () => {
  const file = readFileSync(`${folder}kinds.arrow`);
  const length = file.readUInt32LE(12);
  const schema = Uint8Array.from(file.subarray(16, 16 + length));

  it('accepts the schema that pyarrow writes', () => {
    expect(decodeMessage(schema).content).toMatchObject({ holds: 'schema' });
  });

  it('refuses a list of fields that is longer than the message', () => {
    const fields = 14;
    const view = new DataView(schema.buffer);
    const at = Array.from({ length: length / 4 }, (_, i) => i * 4).find(
      (offset) => view.getInt32(offset, true) === fields,
    );
    expect(at).toBeDefined();
    view.setInt32(at ?? 0, 0x40000000, true);
    expect(() => decodeMessage(schema)).toThrow(/a list of 1073741824 elements/);
  });
});
