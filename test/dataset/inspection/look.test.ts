import { describe, expect, it } from 'vitest';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { tokenCounterOf } from '../../../src/engine/target/token-counter.ts';
import { createHub } from '../../../src/hub/hub.ts';
import { datasetInspection } from '../../../src/protocol/dataset-inspection.ts';
import { memorySource } from '../memory-source.ts';

const root = new URL('../../../', import.meta.url).pathname;
const samples = `${root}samples/datasets/`;
const model = `${root}samples/hub/models/samples/bert-tiny-debian`;

/** A Hub that must not be asked. */
const hub = createHub({
  settings: { endpoint: 'http://localhost:1', cacheFolder: '/nonexistent', token: null, offline: false },
  userAgent: 'test',
  fetch: () => Promise.reject(new Error('a request was made')),
});
const { signal } = new AbortController();

async function columnOf(file: string, name: string, counter: Awaited<ReturnType<typeof tokenCounterOf>> = null) {
  const inspection = await inspectDataset({ source: await openFile(samples + file), counter });
  expect(datasetInspection.parse(inspection)).toEqual(inspection);
  return inspection.columns.find((column) => column.name === name);
}

// Expectations: pandas 3.0, numpy 2 and the Rust library tokenizers on the same files.
describe('the look at a dataset', () => {
  it('counts tokens as the base model has them, where it is at hand', async () => {
    const counter = await tokenCounterOf(model, undefined, hub, signal);
    const column = await columnOf('package-use.csv', 'description', counter);
    expect(column).toMatchObject({ missing: 0, distinct: { count: 500, exact: true }, repeated: 0 });
    expect(column?.lengths).toEqual({
      unit: 'tokens',
      model,
      texts: 500,
      median: 87,
      max: 222,
      cut: { limit: 128, texts: 134 },
      histogram: { from: 19, to: 222, counts: [25, 49, 104, 70, 61, 47, 24, 34, 31, 32, 16, 7] },
    });
  });

  it('counts words where it is not, and makes no request for it', async () => {
    expect(await tokenCounterOf('some/model', undefined, hub, signal)).toBeNull();
    expect(await tokenCounterOf('./nowhere', root, hub, signal)).toBeNull();
    const column = await columnOf('package-use.csv', 'description');
    expect(column?.lengths).toMatchObject({ unit: 'words', texts: 500, median: 55.5, cut: { limit: 128, texts: 105 } });
    expect(column?.lengths).not.toHaveProperty('model');
  });

  it('counts words where the tokenizer fails', async () => {
    const column = await columnOf('package-use.csv', 'description', { model: 'm', limit: 64, count: () => null });
    expect(column?.lengths).toMatchObject({ unit: 'words', cut: { limit: 64, texts: 329 } });
  });

  it('shows how numbers are spread', async () => {
    const column = await columnOf('package-size.jsonl', 'log10_kib');
    expect(column).toMatchObject({
      repeated: 140,
      numbers: { min: 0.778, max: 5.77, histogram: { counts: [15, 68, 97, 89, 75, 55, 49, 29, 12, 6, 2, 3] } },
    });
    expect(column?.numbers?.mean).toBeCloseTo(2.482544, 6);
    expect(column?.topValues?.slice(0, 3)).toEqual([
      { value: '1.58', count: 9 },
      { value: '1.462', count: 7 },
      { value: '1.398', count: 7 },
    ]);
  });

  it('counts rows that are there twice, also long ones that only begin alike', async () => {
    const long = 'word '.repeat(100);
    const rows = [`${long}1,a`, `${long}2,a`, `${long}1,a`, `${long}1,b`, ',', ',', '"ab",c', '"a","bc"'];
    const { columns, duplicateRows } = await inspectDataset({
      source: memorySource('rows.csv', `text,label\n${rows.join('\n')}\n`),
    });
    expect(duplicateRows).toBe(1);
    expect(columns[0]).toMatchObject({ name: 'text', missing: 2, distinct: { count: 4 }, repeated: 2 });
    expect(columns[1]?.topValues).toEqual([
      { value: 'a', count: 3 },
      { value: 'b', count: 1 },
      { value: 'c', count: 1 },
      { value: 'bc', count: 1 },
    ]);
  });

  it('has one part for one value, and one for each of few whole numbers', async () => {
    const source = memorySource('rows.csv', 'same,few\n7,1\n7,3\n7,3\n');
    const { columns } = await inspectDataset({ source });
    expect(columns.map(({ numbers }) => numbers?.histogram)).toEqual([
      { from: 7, to: 7, counts: [3] },
      { from: 1, to: 3, counts: [1, 0, 2] },
    ]);
  });
});
