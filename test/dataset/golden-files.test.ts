import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openTable } from '../../src/dataset/formats/open-table.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import type { Row } from '../../src/dataset/table/table.ts';
import { type Value, WrittenFloat } from '../../src/dataset/table/values.ts';
import { completeGoldenRows } from '../complete-golden-rows.ts';
import { memorySource } from './memory-source.ts';

const folder = new URL('../golden/dataset-files/', import.meta.url).pathname;

const goldenRow = z.object({
  id: z.number(),
  title: z.string(),
  text: z.string().nullable(),
  label: z.string().nullable(),
  stars: z.number(),
  score: z.number(),
});
type GoldenRow = z.infer<typeof goldenRow>;

const expected = z
  .object({
    columns: z.array(z.string()),
    rows: z.array(goldenRow),
    class_label_names: z.array(z.string()),
    clean_rows: z.number(),
  })
  .parse(JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')));

const cleanRows = expected.rows.filter(({ text, label }) => text?.trim() && label !== null);

const cleanLines = cleanRows.map(({ text, label }) => `${JSON.stringify([text, label])}\n`);
const cleanFingerprint = `sha256:${createHash('sha256').update(cleanLines.join('')).digest('hex')}`;

const untyped = ['rows.csv', 'all-quoted.csv', 'bom.csv', 'crlf.csv', 'rows.tsv', 'semicolon-latin1.csv', 'utf16.csv'];
const typed = [
  'rows.json',
  'data-key.json',
  'rows.jsonl',
  'none.parquet',
  'snappy.parquet',
  'gzip.parquet',
  'brotli.parquet',
  'zstd.parquet',
  'lz4.parquet',
  'dictionary.parquet',
  'large-string.parquet',
  'v2-delta.parquet',
  'file.arrow',
  'stream.arrow',
  'lz4.feather',
  'zstd.feather',
];

async function readAll(file: string): Promise<Row[]> {
  const table = await openTable(await openFile(folder + file));
  expect(table.columns.map(({ name }) => name)).toEqual(expected.columns);
  const rows: Row[] = [];
  for await (const batch of table.rows(expected.columns)) rows.push(...batch);
  return rows;
}

function plain(value: Value): unknown {
  return value instanceof WrittenFloat ? value.value : value;
}

function goldenValues(row: GoldenRow): unknown[] {
  return [row.id, row.title, row.text, row.label, row.stars, row.score];
}

describe('every golden file', () => {
  it.each(typed)('gives its rows, typed: %s', async (file) => {
    const rows = await readAll(file);
    expect(rows.map(({ values }) => values.map(plain))).toEqual(expected.rows.map(goldenValues));
    expect(rows.map(({ number }) => number)).toEqual(expected.rows.map((_, i) => i + 1));
  });

  it.each(untyped)('gives its rows as text: %s', async (file) => {
    const rows = await readAll(file);
    const text = (value: unknown) => (value === null ? '' : String(value));
    expect(rows.map(({ values }) => values.map((value) => text(value)))).toEqual(
      expected.rows.map((row) => goldenValues(row).map(text)),
    );
  });

  it.each([...typed, ...untyped])('gives the same examples: %s', async (file) => {
    const examples = await readExamples({
      source: await openFile(folder + file),
      textColumns: ['text'],
      labelColumn: 'label',
    });
    expect(examples.texts).toEqual(cleanRows.map(({ text }) => text));
    expect(Array.from(examples.labels, (label) => examples.classes[label])).toEqual(
      cleanRows.map(({ label }) => label),
    );
    expect(examples).toMatchObject({
      task: 'classification',
      classes: expected.class_label_names,
      rowsRead: 240,
      rowsUsable: expected.clean_rows,
      dropped: [
        { reason: 'missing-text', count: 1, firstRows: [4] },
        { reason: 'missing-label', count: 1, firstRows: [9] },
        { reason: 'empty-text', count: 1, firstRows: [14] },
      ],
      seed: null,
      fingerprint: cleanFingerprint,
    });
  });

  it.each(['class-label.parquet', 'class-label-unlabelled.parquet'])('gives named classes: %s', async (file) => {
    const source = await openFile(folder + file);
    const examples = await readExamples({ source, textColumns: ['text'], labelColumn: 'label' });
    const unlabelled = file.includes('unlabelled');
    const rows = cleanRows.filter((_, i) => !unlabelled || i % 11 !== 0);
    expect(examples.classes).toEqual(expected.class_label_names);
    expect(examples.texts).toEqual(rows.map(({ text }) => text));
    expect(Array.from(examples.labels, (label) => examples.classes[label])).toEqual(rows.map(({ label }) => label));
    expect(examples.dropped).toEqual(
      unlabelled ? [{ reason: 'unlabelled', count: 22, firstRows: [1, 12, 23, 34, 45] }] : [],
    );
  });

  it.each([...typed, ...untyped])('has labels of each type: %s', async (file) => {
    const source = await openFile(folder + file);
    const stars = await readExamples({ source, textColumns: ['text'], labelColumn: 'stars' });
    expect(stars).toMatchObject({ task: 'classification', classes: ['1', '2', '3', '4', '5'] });
    const score = await readExamples({ source, textColumns: ['text'], labelColumn: 'score' });
    const withText = expected.rows.filter(({ text }) => text?.trim());
    expect(score).toMatchObject({ task: 'regression', classes: [] });
    expect([...score.labels]).toEqual(withText.map((row) => row.score));
  });
});

const goldenRun = z.object({
  text: z.union([z.string(), z.array(z.string())]),
  label: z.string(),
  task: z.enum(['classification', 'regression']),
  examples: z.number().nullable(),
  seed: z.number().nullable(),
  rows_used: z.number(),
  row_ids: z.array(z.number()),
});
const runs = z
  .array(goldenRun)
  .parse(JSON.parse(readFileSync(new URL('../golden/runs.json', import.meta.url), 'utf8')));

describe('a sample', () => {
  it.each(runs)('has the rows of the reference’s run: $label, $examples examples, seed $seed', async (run) => {
    const textColumns = [run.text].flat();
    const complete = memorySource('complete.csv', completeGoldenRows());
    const examples = await readExamples({
      source: textColumns.length > 1 ? complete : await openFile(`${folder}rows.csv`),
      textColumns,
      labelColumn: run.label,
      examples: run.examples ?? undefined,
      seed: run.seed === null ? null : String(run.seed),
    });
    expect(examples.texts.length).toBe(run.rows_used);
    expect(examples.task).toBe(run.task);
    const joined = run.row_ids.map((id) => {
      const row = expected.rows.find((other) => other.id === id);
      return textColumns.map((column) => (column === 'title' ? row?.title : row?.text)).join(' [SEP] ');
    });
    expect(examples.texts.slice(0, joined.length)).toEqual(joined);
  });
});
