import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { inferColumns } from '../../../src/dataset/inspection/infer-columns.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { datasetInspection } from '../../../src/protocol/dataset-inspection.ts';
import { memorySource, problemOf } from '../memory-source.ts';

const golden = new URL('../../golden/dataset-files/', import.meta.url).pathname;
const samples = new URL('../../../samples/datasets/', import.meta.url).pathname;

const words = ['the', 'engine', 'does', 'not', 'start', 'when', 'it', 'is', 'cold', 'outside'];
const phrase = (i: number, length = 8) =>
  `${Array.from({ length }, (_, k) => words[(i * 7 + k * 3 + (i >> 3)) % 10]).join(' ')} ${i}`;

/** A CSV file with these columns; each function gives the cell of a row. */
function csv(columns: Record<string, (i: number) => unknown>, rows = 40): ReturnType<typeof memorySource> {
  const lines = Array.from({ length: rows }, (_, i) =>
    Object.values(columns)
      .map((cell) => cell(i))
      .join(','),
  );
  return memorySource('rows.csv', `${[Object.keys(columns).join(','), ...lines].join('\n')}\n`);
}

describe('inspectDataset', () => {
  it('tells what the columns of a file hold', async () => {
    const inspection = await inspectDataset({ source: await openFile(`${golden}rows.csv`) });
    expect(datasetInspection.parse(inspection)).toEqual(inspection);
    expect(inspection).toMatchObject({
      format: 'csv',
      rows: { count: 240, exact: true },
      scannedRows: 240,
      faultyRows: 0,
    });
    expect(
      inspection.columns.map(({ name, kind, missing, distinct, text, label }) => [
        name,
        kind,
        missing,
        distinct.count,
        text.reason.code,
        label.reason.code,
        label.task,
      ]),
    ).toEqual([
      ['id', 'integer', 0, 240, 'not-text', 'looks-like-id', null],
      ['title', 'string', 0, 240, 'free-text', 'many-values', null],
      ['text', 'string', 1, 239, 'free-text', 'many-values', null],
      ['label', 'string', 1, 4, 'repeats', 'few-values', 'classification'],
      ['stars', 'integer', 0, 5, 'not-text', 'few-values', 'classification'],
      ['score', 'float', 0, 238, 'not-text', 'numbers', 'regression'],
    ]);
    expect(inspection.columns[3]?.labelCounts).toEqual([
      { label: 'Übersicht', count: 65 },
      { label: 'question', count: 64 },
      { label: 'feature request', count: 60 },
      { label: 'bug', count: 50 },
    ]);
    expect(inspection.columns[4]?.examples).toEqual(['4', '1', '2']);
  });

  it('names classes, and counts Parquet rows without reading them', async () => {
    const { columns, rows } = await inspectDataset({ source: await openFile(`${golden}class-label.parquet`) });
    expect(rows).toEqual({ count: 237, exact: true });
    const label = columns.find(({ name }) => name === 'label');
    expect(label).toMatchObject({
      kind: 'class-label',
      label: { possible: true, reason: { code: 'class-names', classes: 4 } },
    });
    expect(label?.labelCounts?.map((count) => count.label).sort()).toEqual(
      ['Übersicht', 'bug', 'feature request', 'question'].sort(),
    );
  });

  it('looks only at the first rows of a long file', async () => {
    const inspection = await inspectDataset({ source: csv({ text: phrase, label: (i) => i % 3 }, 12_000) });
    expect(inspection).toMatchObject({ rows: { count: 10_000, exact: false }, scannedRows: 10_000 });
  });

  it('looks at fewer rows of a wide file', async () => {
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`c${i}`, () => 1] as const));
    expect((await inspectDataset({ source: csv(wide, 1100) })).scannedRows).toBe(1000);
  });

  it('says what nested and empty columns are', async () => {
    const fixture = new URL('../fixtures/kinds.arrow', import.meta.url).pathname;
    const { columns } = await inspectDataset({ source: await openFile(fixture) });
    const reasons = Object.fromEntries(
      columns.map(({ name, label, text }) => [name, [text.reason.code, label.reason.code]]),
    );
    expect(reasons).toMatchObject({
      tokens: ['not-text', 'no-label-kind'],
      meta: ['not-text', 'no-label-kind'],
      when: ['not-text', 'no-label-kind'],
      nothing: ['not-text', 'no-label-kind'],
      flag: ['not-text', 'truth-values'],
      class: ['not-text', 'class-names'],
    });
  });
});

describe('the best guess', () => {
  it.each([
    ['package-use.csv', ['description'], 'use', 'classification'],
    ['package-size.jsonl', ['description'], 'log10_kib', 'regression'],
    ['verb-category.parquet', ['definition'], 'category', 'classification'],
  ])('is right for the sample %s', async (file, textColumns, labelColumn, task) => {
    const { guess } = await inspectDataset({ source: await openFile(samples + file) });
    expect(guess).toMatchObject({ textColumns, labelColumn, task });
    expect(await readExamples({ source: await openFile(samples + file) })).toMatchObject({
      textColumns,
      labelColumn,
      task,
    });
  });

  it.each<[string, Record<string, (i: number) => unknown>, string[] | null, string | null]>([
    ['the only text, the only label', { note: phrase, kind: (i) => `k${i % 3}` }, ['note'], 'kind'],
    [
      'the names text and label',
      { text: phrase, title: phrase, label: (i) => i % 2, stars: (i) => i % 5 },
      ['text'],
      'label',
    ],
    [
      'two texts that belong together',
      { premise: phrase, hypothesis: phrase, label: (i) => i % 3 },
      ['premise', 'hypothesis'],
      'label',
    ],
    [
      'long texts before short ones',
      { word: (i) => `word${'abcdefghij'[i % 10]}${'klmnop'[i % 6]}`, body: phrase, y: (i) => i % 2 },
      ['body'],
      'y',
    ],
    [
      'no ids, addresses and dates',
      { id: (i) => `u-${i}`, url: (i) => `http://x.org/${i}`, body: phrase, class: (i) => `c${i % 4}` },
      ['body'],
      'class',
    ],
    ['nothing between two texts', { question: phrase, answer: phrase, label: (i) => i % 2 }, null, 'label'],
    [
      'nothing between two labels',
      { text: phrase, tone: (i) => `t${i % 3}`, topic: (i) => `k${i % 4}` },
      ['text'],
      null,
    ],
    ['a rating among numbers', { text: phrase, price: (i) => i * 1.5, sentiment: (i) => i % 2 }, ['text'], 'sentiment'],
  ])('takes %s', async (_, columns, textColumns, labelColumn) => {
    const { guess } = await inspectDataset({ source: csv(columns) });
    expect([guess.textColumns, guess.labelColumn]).toEqual([textColumns, labelColumn]);
  });

  it('completes what the user left out', async () => {
    const source = csv({ question: phrase, answer: phrase, label: (i) => i % 2, stars: (i) => i % 5 });
    expect(await readExamples({ source, textColumns: ['answer'] })).toMatchObject({
      textColumns: ['answer'],
      labelColumn: 'label',
    });
    expect(await problemOf(readExamples({ source, labelColumn: 'stars' }))).toMatchObject({
      code: 'dataset-columns-unsure',
      role: 'text',
      candidates: ['question', 'answer'],
    });
  });

  it('names what could be the label', async () => {
    const source = csv({ text: phrase, tone: (i) => `t${i % 3}`, topic: (i) => `k${i % 4}` });
    expect(await problemOf(readExamples({ source }))).toEqual({
      area: 'dataset',
      code: 'dataset-columns-unsure',
      file: 'rows.csv',
      role: 'label',
      candidates: ['tone', 'topic'],
      columns: ['text', 'tone', 'topic'],
    });
  });

  it('calls for regression where whole numbers are too many for classes', async () => {
    const source = csv({ text: phrase, amount: (i) => (i * 37) % 1500 }, 1600);
    const inspection = await inspectDataset({ source });
    expect(inferColumns(inspection, {})).toEqual({ textColumns: ['text'], labelColumn: 'amount', task: 'regression' });
    expect((await readExamples({ source })).task).toBe('regression');
  });

  it('does not need spaces between words', async () => {
    const source = csv({
      review: (i) => `这个产品的质量非常好我很喜欢第${i}次购买`,
      label: (i) => i % 2,
      id: (i) => `编号${i}`,
    });
    expect((await inspectDataset({ source })).guess).toMatchObject({ textColumns: ['review'], labelColumn: 'label' });
  });
});
