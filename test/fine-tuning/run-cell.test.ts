import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openFile } from '../../src/dataset/sources/file-source.ts';
import { type FineTuning, fineTuningCell } from '../../src/fine-tuning/fine-tuning-cell.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { csvContent, labelledTexts, parquetContent } from '../fakes/hub/parquet-content.ts';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { makeFineTuning } from './make-fine-tuning.ts';
import { pythonHas, runPython } from './python.ts';

// The generated cell, run to its end by a real Python with the packages that it names, on the sample base model. The intermediate
// dataset is a local folder, which `load_dataset` opens as it does one of the Hub. Skipped where Python lacks the packages:
//   python3 -m venv <folder> && <folder>/bin/pip install torch transformers datasets accelerate
//   ITR_PYTHON=<folder>/bin/python vitest run test/fine-tuning

const samples = resolve(import.meta.dirname, '../../samples');
const packages = ['torch', 'transformers', 'datasets', 'accelerate'];
const ready = pythonHas(...packages);
if (!ready) console.warn(`The fine-tuning cell is not run: no Python with ${packages.join(', ')} (set ITR_PYTHON).`);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-cell-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A dataset in a folder of its own, as `load_dataset` takes it. */
function writeTask(rows: readonly Record<string, string | number>[]): void {
  mkdirSync(join(folder, 'task'));
  writeFileSync(join(folder, 'task', 'train.csv'), stringify([...rows], { header: true }));
}

/** @param endpoint of a Hub; without one, nothing is asked of any */
async function run(fineTuning: FineTuning, endpoint?: string): Promise<string> {
  const hub = endpoint === undefined ? { HF_HUB_OFFLINE: '1' } : { HF_ENDPOINT: endpoint };
  const env = { HF_HOME: join(folder, 'hf'), ...hub, CUDA_VISIBLE_DEVICES: '', OMP_NUM_THREADS: '1' };
  return runPython(fineTuningCell(fineTuning), { folder, env });
}

const model = { id: join(samples, 'hub/models/samples/bert-tiny-debian') };
const task = { taskId: './task', taskSubset: null, training: { lmEpochs: 1, lmBatchSize: 16 }, examples: 40 };

/** What the saved model says of itself. */
function savedConfig(): { id2label: Record<string, string>; problem_type: string } {
  return JSON.parse(readFileSync(join(folder, 'fine-tuned', 'config.json'), 'utf8'));
}

describe.skipIf(!ready)('the fine-tuning cell', () => {
  it('fine-tunes on a task of classes with two text columns, then on classes, and saves the model', {
    timeout: 300_000,
  }, async () => {
    copyFileSync(join(samples, 'datasets/package-use.csv'), join(folder, 'package-use.csv'));
    const rows = Array.from({ length: 60 }, (_, index) => ({
      title: `library ${index}`,
      text: index % 2 === 0 ? 'plays music' : 'edits text',
      label: index < 3 ? -1 : index % 2,
    }));
    writeTask(rows);
    const target = { source: 'package-use.csv', textColumns: ['description'], labelColumn: 'use', rows: 100 };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['title', 'text'] } }));
    expect(printed).toContain('Fine-tuning on 40 rows of ./task\n');
    expect(printed).toContain('Fine-tuning on 80 of your rows\n');
    expect(printed).toMatch(/^Accuracy on 20 rows that were kept back: \d+\.\d%$/m);
    expect(existsSync(join(folder, 'fine-tuned', 'model.safetensors'))).toBe(true);
    expect(Object.values(savedConfig().id2label)).toContain('gameplaying');
  });

  it.each([
    ['semicolons', 'rows.csv', ';'],
    ['tabs', 'rows.tsv', '\t'],
  ])('reads a file of cells between %s', { timeout: 300_000 }, async (_, source, delimiter) => {
    const rows = Array.from({ length: 30 }, (__, index) => ({
      text: `a, b and ${index}`,
      label: index % 2 ? 'x' : 'y',
    }));
    writeFileSync(join(folder, source), stringify(rows, { header: true, delimiter }));
    writeTask(rows);
    const target = { source, textColumns: ['text'], labelColumn: 'label', rows: 30 };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toContain('Fine-tuning on 24 of your rows\n');
  });

  it('takes the rows that the ranking takes', { timeout: 300_000 }, async () => {
    const gaps = [null, '', '  ', 'a text'];
    const lines = Array.from({ length: 64 }, (_, index) => ({
      title: gaps[index % 4],
      text: gaps[(index >> 2) % 4],
      label: index % 16 === 15 ? ' ' : index % 2 ? 'x' : 'y',
    }));
    writeFileSync(join(folder, 'rows.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
    const columns = { textColumns: ['title', 'text'], labelColumn: 'label' };
    const { rowsUsable } = await readExamples({ source: await openFile(join(folder, 'rows.jsonl')), ...columns });
    expect(rowsUsable).toBe(24);
    const target = { source: 'rows.jsonl', ...columns, rows: 64 };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toContain('Fine-tuning on 19 of your rows\n');
    expect(printed).toMatch(/ on 5 rows that were kept back/);
  });

  it('reads a folder that save_to_disk wrote', { timeout: 300_000 }, async () => {
    cpSync(resolve(import.meta.dirname, '../dataset/fixtures/saved-dict'), join(folder, 'saved-dict'), {
      recursive: true,
    });
    writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
    const target = { source: 'saved-dict', split: 'train', textColumns: ['text'], labelColumn: 'label', rows: 20 };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^Fine-tuning on \d+ of your rows$/m);
  });

  it.each(['converted', 'own'] as const)(
    'loads a dataset of the Hub from its %s files',
    { timeout: 300_000 },
    async (which) => {
      const rows = labelledTexts(30);
      const dataset = makeDataset('owner/name', {
        files: { 'train.csv': csvContent(rows) },
        converted: { 'en/test/0000.parquet': parquetContent(rows) },
      });
      const hub = await startFakeHub({ repositories: [dataset] });
      writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
      const place =
        which === 'own'
          ? { config: 'default', split: 'train' }
          : { config: 'en', split: 'test', convertedRevision: dataset.branches?.get('refs/convert/parquet')?.commit };
      const target = { source: 'hf:owner/name', revision: dataset.commit, ...place, rows: 30 };
      try {
        const cell = makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } });
        expect(await run(cell, hub.endpoint)).toContain('Fine-tuning on 24 of your rows\n');
      } finally {
        await hub.stop();
      }
    },
  );

  it('fine-tunes on a task of numbers, then on numbers', { timeout: 300_000 }, async () => {
    copyFileSync(join(samples, 'datasets/package-size.jsonl'), join(folder, 'package-size.jsonl'));
    writeTask(Array.from({ length: 50 }, (_, index) => ({ text: 'word '.repeat(1 + (index % 9)), label: index / 7 })));
    const target = {
      source: 'package-size.jsonl',
      textColumns: ['description'],
      labelColumn: 'log10_kib',
      task: 'regression' as const,
      rows: 60,
      seed: null,
    };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^Mean absolute error on 12 rows that were kept back: \d+\.\d{4}$/m);
    expect(savedConfig()).toMatchObject({ problem_type: 'regression', id2label: { 0: 'value' } });
  });
});
