import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openDataset } from '../../src/dataset/sources/open-dataset.ts';
import { type FineTuning, fineTuningCell } from '../../src/fine-tuning/fine-tuning-cell.ts';
import { readTransfers } from '../../src/transfers/read-transfers.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { csvContent, labelledTexts, parquetContent } from '../fakes/hub/parquet-content.ts';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { makeFineTuning } from './make-fine-tuning.ts';
import { interruptPython, pythonHas, runPython } from './python.ts';

// The generated cell, run to its end by a real Python with the packages that it names, on the sample base model. The intermediate
// datasets are local folders, which `load_dataset` opens as it does those of the Hub, or lie on the project's own Hub. Skipped where Python lacks the packages:
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
function writeTask(rows: readonly Record<string, string | number>[], name = 'task'): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'train.csv'), stringify([...rows], { header: true }));
}

/** The sizes that a person might set to try it: what is tested here is not how well it learns. */
interface Sizes {
  seeds?: number;
  epochs?: number;
}

function cellOf(fineTuning: FineTuning, { seeds = 1, epochs = 1 }: Sizes): string {
  return fineTuningCell(fineTuning)
    .replace('SEEDS = 3', `SEEDS = ${seeds}`)
    .replace('MAX_LENGTH = 128', 'MAX_LENGTH = 32')
    .replace(/TARGET_RATE = \d+,/, `TARGET_RATE = ${epochs},`);
}

/** @param endpoint of a Hub; without one, nothing is asked of any */
function environment(endpoint?: string): Record<string, string> {
  const hub = endpoint === undefined ? { HF_HUB_OFFLINE: '1' } : { HF_ENDPOINT: endpoint };
  return { HF_HOME: join(folder, 'hf'), ...hub, CUDA_VISIBLE_DEVICES: '', OMP_NUM_THREADS: '1' };
}

async function run(fineTuning: FineTuning, options: Sizes & { endpoint?: string } = {}): Promise<string> {
  return runPython(cellOf(fineTuning, options), { folder, env: environment(options.endpoint) });
}

const model = { id: join(samples, 'hub/models/samples/bert-tiny-debian'), revision: null, dimension: 128 };
const task = { taskId: './task', taskSubset: null, training: { lmEpochs: 1, lmBatchSize: 16 }, examples: 40 };

/** What the ranking says of the sample that it takes. */
async function ranked(
  name: string,
  columns: { textColumns: string[]; labelColumn: string },
  examples: number,
  sheet?: string,
) {
  const source = await openDataset(name, folder, { sheet });
  const { fingerprint, task: kind, texts } = await readExamples({ source, ...columns, examples, seed: '42' });
  const facts = { source: name, ...columns, rows: texts.length, seed: 42, fingerprint, task: kind };
  return { ...facts, ...(sheet !== undefined && { sheet }) };
}

/** What the saved model says of itself. */
function savedConfig(): { id2label: Record<string, string>; problem_type: string } {
  return JSON.parse(readFileSync(join(folder, 'fine-tuned', 'config.json'), 'utf8'));
}

interface Results {
  runs: { task: string | null; seed: number; value: number }[];
  gains: { key: string; gain: number; spread: number | null; seeds: number }[];
  [fact: string]: unknown;
}

function resultsIn(file: string): Results {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Two tasks, of pairs of texts and of numbers, and a third that is nowhere. */
function writeTwoTasks() {
  writeTask(
    Array.from({ length: 60 }, (_, index) => ({
      title: `library ${index}`,
      text: index % 2 === 0 ? 'plays music' : 'edits text',
      label: index < 3 ? -1 : index % 2,
    })),
  );
  writeTask(
    Array.from({ length: 50 }, (_, index) => ({ text: 'word '.repeat(1 + (index % 9)), size: index / 7 })),
    'numbers',
  );
  return {
    task: { ...task, repo: 'a/ESM_pairs', textColumns: ['title', 'text'] },
    others: [
      { taskId: './numbers', repo: 'a/ESM_numbers', textColumns: ['text'], labelColumn: 'size' },
      { taskId: './nowhere', repo: 'a/ESM_nowhere' },
    ],
  };
}

describe.skipIf(!ready)('the fine-tuning cell', { timeout: 300_000 }, () => {
  it('measures what tasks of pairs and of numbers give to classes, over two seeds, says so before, and keeps the best model', async () => {
    copyFileSync(join(samples, 'datasets/package-use.csv'), join(folder, 'package-use.csv'));
    const target = await ranked('package-use.csv', { textColumns: ['description'], labelColumn: 'use' }, 100);
    const measured = makeFineTuning({ model, target, ...writeTwoTasks() });
    const printed = await run(measured, { seeds: 2, epochs: 4 });
    expect(printed).toMatch(/^These are the rows that were ranked\.$/m);
    expect(printed).toMatch(/^\.\/nowhere is left out\. \w+: /m);
    expect(printed).toMatch(/^2 tasks × 2 seeds, and as many without one: about [\d.]+ \w+ on this CPU\.$/m);
    expect(printed).toMatch(/^To try it first, set SEEDS = 1: about [\d.]+ \w+\.$/m);
    expect(printed).toContain('Fine-tuning on 40 rows of ./task\n');
    expect(printed).toContain('Fine-tuning on 80 of your rows, after ./numbers, seed 43\n');
    // The budget is there before the first of them.
    expect(printed.indexOf('on this CPU')).toBeLessThan(printed.indexOf('Fine-tuning on 80'));
    const table = printed.slice(printed.lastIndexOf('without an intermediate task ')).split('\n');
    expect(table[0]).toMatch(/^without an intermediate task +[\d.]+ ± [\d.]+ +2$/);
    expect(table[1]).toMatch(/^\.\/task +[\d.]+ ± [\d.]+ +[+-][\d.]+ ± [\d.]+ +2$/);

    const file = 'package-use.transfers.json';
    const { runs, gains, ...facts } = resultsIn(file);
    expect(runs.map(({ task: first, seed }) => [first, seed])).toEqual([
      [null, 42],
      [null, 43],
      ['a/ESM_pairs', 42],
      ['a/ESM_pairs', 43],
      ['a/ESM_numbers', 42],
      ['a/ESM_numbers', 43],
    ]);
    // The gains once more, from the runs.
    const value = (first: string | null, seed: number) =>
      runs.find((each) => each.task === first && each.seed === seed)?.value ?? Number.NaN;
    for (const { key, gain, spread, seeds } of gains) {
      const [a = 0, b = 0] = [42, 43].map((seed) => value(key, seed) - value(null, seed));
      expect(gain).toBeCloseTo((a + b) / 2, 12);
      expect(spread).toBeCloseTo(Math.abs(a - b) / Math.SQRT2, 12);
      expect(seeds).toBe(2);
    }
    expect(gains.length).toBe(2);
    expect(facts).toMatchObject({
      metric: 'accuracy',
      trained: 80,
      tested: 20,
      target: { source: 'package-use.csv', rows: 100, fingerprint: target.fingerprint, ranked: target.fingerprint },
    });
    // A ranking of these rows takes it as it is, with the other half of the way: parsed, and matched.
    const read = readTransfers(file, readFileSync(join(folder, file)));
    expect(read.gains.map(({ map, gain }) => [map, gain])).toEqual(gains.map(({ key, gain }) => [key, gain]));
    const best = Math.max(...runs.map((each) => each.value));
    expect(facts.best).toMatchObject({ value: best });
    expect(existsSync(join(folder, 'fine-tuned', 'model.safetensors'))).toBe(true);
    expect(existsSync(join(folder, 'fine-tuned.task.pt'))).toBe(false);
    expect(Object.values(savedConfig().id2label)).toContain('gameplaying');
  });

  it('goes on where it was interrupted, and comes to the same', async () => {
    copyFileSync(join(samples, 'datasets/package-use.csv'), join(folder, 'package-use.csv'));
    const target = await ranked('package-use.csv', { textColumns: ['description'], labelColumn: 'use' }, 60);
    const { task: pairs } = writeTwoTasks();
    const measured = makeFineTuning({ model, target, task: pairs });
    const cell = cellOf(measured, { seeds: 2 });
    await interruptPython(cell, { folder, env: environment(), at: 'after ./task, seed 42' });
    const half = resultsIn('package-use.transfers.json');
    expect(half.runs.length).toBe(2);
    expect(existsSync(join(folder, 'fine-tuned.task.pt'))).toBe(true);
    const printed = await runPython(cell, { folder, env: environment() });
    expect(printed).toMatch(/^1 task × 2 seeds, and as many without one, of which 2 are done: about /m);
    expect(printed).not.toContain('rows of ./task\n');
    expect(printed.match(/^Fine-tuning on /gm)?.length).toBe(2);
    const whole = resultsIn('package-use.transfers.json');
    expect(whole.runs.slice(0, 2)).toEqual(half.runs);

    rmSync(join(folder, 'package-use.transfers.json'));
    await runPython(cell, { folder, env: environment() });
    expect(resultsIn('package-use.transfers.json').runs).toEqual(whole.runs);

    // With nothing left to do it shows what it knows; measured in another way, it keeps the old and begins anew.
    expect(await runPython(cell, { folder, env: environment() })).not.toMatch(/^Fine-tuning on /m);
    await runPython(cell.replace('TARGET_TEST = 0.2', 'TARGET_TEST = 0.3').replace('SEEDS = 2', 'SEEDS = 1'), {
      folder,
      env: environment(),
    });
    expect(resultsIn('package-use.transfers.json.old').runs).toEqual(whole.runs);
    expect(resultsIn('package-use.transfers.json')).toMatchObject({ tested: 18 });
  });

  it.each([
    ['semicolons', 'rows.csv', ';'],
    ['tabs', 'rows.tsv', '\t'],
  ])('reads a file of cells between %s', async (_, source, delimiter) => {
    const rows = Array.from({ length: 30 }, (__, index) => ({
      text: `a, b and ${index}`,
      label: index % 2 ? 'x' : 'y',
    }));
    writeFileSync(join(folder, source), stringify(rows, { header: true, delimiter }));
    writeTask(rows);
    const target = await ranked(source, { textColumns: ['text'], labelColumn: 'label' }, 30);
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^These are the rows that were ranked\.$/m);
    expect(printed).toContain('Fine-tuning on 24 of your rows, seed 42\n');
  });

  it.skipIf(!pythonHas('openpyxl'))(
    'reads a sheet of a spreadsheet, below its title, as the ranking does',
    async () => {
      const book = `import pandas
rows = [["About", None, None], [None, None, None], ["text", "note", "label"]]
rows += [[f"a text {i}" if i % 9 else "NA", i, None if i == 7 else ["x", "y"][i % 2]] for i in range(30)]
with pandas.ExcelWriter("rows.xlsx") as book:
    pandas.DataFrame([["none"]]).to_excel(book, sheet_name="other", index=False, header=False)
    pandas.DataFrame(rows).to_excel(book, sheet_name="my rows", index=False, header=False)`;
      await runPython(book, { folder });
      writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
      const target = await ranked('rows.xlsx', { textColumns: ['text'], labelColumn: 'label' }, 25, 'my rows');
      const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
      expect(printed).toMatch(/^These are the rows that were ranked\.$/m);
      expect(printed).toContain('Fine-tuning on 20 of your rows, seed 42\n');
    },
  );

  it('takes the rows that the ranking takes, of two text columns that may be empty', async () => {
    const gaps = [null, '', '  ', 'a text'];
    const lines = Array.from({ length: 64 }, (_, index) => ({
      title: gaps[index % 4],
      text: gaps[(index >> 2) % 4],
      label: index % 16 === 15 ? ' ' : index % 2 ? 'x' : 'y',
    }));
    writeFileSync(join(folder, 'rows.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
    // Fewer than there are: the seed picks them.
    const target = await ranked('rows.jsonl', { textColumns: ['title', 'text'], labelColumn: 'label' }, 20);
    expect(target.rows).toBe(20);
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^These are the rows that were ranked\.$/m);
    expect(resultsIn('rows.transfers.json')).toMatchObject({ trained: 16, tested: 4 });
  });

  it('says where the rows are others than those ranked', async () => {
    writeFileSync(join(folder, 'rows.csv'), 'text,label\n'.concat('one,a\ntwo,b\nthree,a\nfour,b\n'.repeat(5)));
    writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
    const target = { source: 'rows.csv', rows: 20, seed: null, fingerprint: 'sha256:other' };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^These are not quite the rows that were ranked\.$/m);
    expect(resultsIn('rows.transfers.json').target).toMatchObject({ ranked: 'sha256:other', labels: { a: 10, b: 10 } });
  });

  it('reads a folder that save_to_disk wrote', async () => {
    cpSync(resolve(import.meta.dirname, '../dataset/fixtures/saved-dict'), join(folder, 'saved-dict'), {
      recursive: true,
    });
    writeTask(Array.from({ length: 20 }, (_, index) => ({ text: `a text ${index}`, label: index % 2 })));
    const target = { source: 'saved-dict', split: 'train', textColumns: ['text'], labelColumn: 'label', rows: 20 };
    const printed = await run(makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } }));
    expect(printed).toMatch(/^Fine-tuning on \d+ of your rows, seed 42$/m);
  });

  it.each(['converted', 'own'] as const)('loads datasets of the Hub from their %s files', async (which) => {
    const rows = labelledTexts(30);
    const dataset = makeDataset('owner/name', {
      files: { 'train.csv': csvContent(rows) },
      converted: { 'en/test/0000.parquet': parquetContent(rows) },
    });
    // Where a script makes a dataset, only its conversion can be loaded.
    const intermediate = makeDataset('owner/task', {
      files: which === 'own' ? { 'train.csv': csvContent(labelledTexts(20)) } : { 'task.py': 'import datasets' },
      converted: { 'default/train/0000.parquet': parquetContent(labelledTexts(20)) },
    });
    const hub = await startFakeHub({ repositories: [dataset, intermediate] });
    const place =
      which === 'own'
        ? { config: 'default', split: 'train' }
        : { config: 'en', split: 'test', convertedRevision: dataset.branches?.get('refs/convert/parquet')?.commit };
    const target = { source: 'hf:owner/name', revision: dataset.commit, ...place, rows: 30 };
    const onHub = { ...task, taskId: 'owner/task', repo: 'owner/ESM_task', textColumns: ['text'] };
    try {
      const printed = await run(makeFineTuning({ model, target, task: onHub }), { endpoint: hub.endpoint });
      expect(printed).toContain('Fine-tuning on 20 rows of owner/task\n');
      expect(printed).toContain('Fine-tuning on 24 of your rows, after owner/task, seed 42\n');
      expect(resultsIn('name.transfers.json').target).toMatchObject({ labels: { bad: 15, good: 15 } });
    } finally {
      await hub.stop();
    }
  });

  it('measures what a task of numbers gives to numbers, and the saved model predicts them', async () => {
    copyFileSync(join(samples, 'datasets/package-size.jsonl'), join(folder, 'package-size.jsonl'));
    writeTask(Array.from({ length: 50 }, (_, index) => ({ text: 'word '.repeat(1 + (index % 9)), label: index / 7 })));
    const target = await ranked('package-size.jsonl', { textColumns: ['description'], labelColumn: 'log10_kib' }, 60);
    expect(target.task).toBe('regression');
    const measured = makeFineTuning({ model, target, task: { ...task, textColumns: ['text'] } });
    const printed = await run(measured, { epochs: 3 });
    expect(printed).toMatch(/^These are the rows that were ranked\.$/m);
    expect(printed).toMatch(/^ +correlation × 100 +gain +seeds +\(12 rows held out\)$/m);
    expect(resultsIn('package-size.transfers.json')).toMatchObject({ metric: 'pearson', trained: 48, tested: 12 });
    expect(savedConfig()).toMatchObject({ problem_type: 'regression', id2label: { 0: 'value' } });
    const predict = `from transformers import pipeline
print(pipeline("text-classification", "fine-tuned", function_to_apply="none")("a library")[0]["score"])`;
    const predicted = Number(await runPython(predict, { folder, env: environment() }));
    // Sizes in the sample lie around 2.6; a head that was left at distances from the mean would say about 0.
    expect(predicted).toBeGreaterThan(1.5);
    expect(predicted).toBeLessThan(4);
  });
});
