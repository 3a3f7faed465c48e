import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineTuningCell } from '../../src/fine-tuning/fine-tuning-cell.ts';
import { usualSizes } from '../../src/fine-tuning/training-sizes.ts';
import { makeFineTuning } from './make-fine-tuning.ts';
import { python, runPython } from './python.ts';

/** The lines above the program: comments and constants. */
function constantsOf(cell: string): string {
  return cell.slice(0, cell.indexOf('import hashlib'));
}

describe('the constants of the cell', () => {
  it('name the base model, the intermediate task with its subset, split and columns, and the target', () => {
    const constants = constantsOf(fineTuningCell(makeFineTuning()));
    expect(constants).toContain('BASE_MODEL = "google-bert/bert-base-multilingual-uncased"');
    expect(constants).toContain('"name": "nyu-mll/glue (mnli)",');
    expect(constants).toContain('"load": {"path": "nyu-mll/glue", "name": "mnli", "split": "train"},');
    expect(constants).toContain('"map": "davidschulte/ESM_nyu-mll__glue_mnli",');
    expect(constants).toContain('"text": ["premise", "hypothesis"], "label": "label", "rows": 10000,');
    expect(constants).toContain('TARGET = {"path": "csv", "data_files": "tickets.csv", "split": "train"}');
    expect(constants).toContain('TARGET_NUMBERS = False');
    expect(constants).toContain('TARGET_SEED = 42');
    expect(constants).toContain('TRANSFERS = "tickets.transfers.json"');
    expect(constants).toContain('TARGET_FINGERPRINT = "sha256:0"');
  });

  it('take the sizes that the language model behind the map was trained with', () => {
    const training = { lmEpochs: 5, lmBatchSize: 16, lmLearningRate: 3e-4 };
    const constants = constantsOf(fineTuningCell(makeFineTuning({ task: { training } })));
    expect(constants).toContain('"epochs": 5, "batch": 16, "rate": 0.0003,');
  });

  it('take the usual sizes where a map states none, or nonsense', () => {
    const training = { lmEpochs: '3; import os', lmBatchSize: -1, lmLearningRate: null };
    const constants = constantsOf(fineTuningCell(makeFineTuning({ task: { training, examples: null } })));
    const { epochs, batchSize, learningRate } = usualSizes;
    expect(constants).toContain(`"epochs": ${epochs}, "batch": ${batchSize}, "rate": ${learningRate},`);
    expect(constants).toContain('"rows": None,');
  });

  it.each([
    ['a.tsv', '"path": "csv", "data_files": "a.tsv"'],
    ['a.csv.gz', '"path": "csv", "data_files": "a.csv.gz"'],
    ['saved', '"path": "folder", "data_files": "saved"'],
    ['a.JSONL', '"path": "json", "data_files": "a.JSONL"'],
    ['a.parquet', '"path": "parquet"'],
    ['a.feather', '"path": "arrow"'],
    ['a.XLSX', '"path": "spreadsheet", "data_files": "a.XLSX"}'],
  ])('load %s with its loader', (source, expected) => {
    expect(fineTuningCell(makeFineTuning({ target: { source } }))).toContain(expected);
  });

  it.each([
    ['windows-1251', 'windows-1251'],
    ['shift_jis', 'cp932'],
  ])('load a text in %s with the codec of Python', (encoding, codec) => {
    const cell = fineTuningCell(makeFineTuning({ target: { source: 'a.csv', encoding } }));
    expect(cell).toContain(`"data_files": "a.csv", "split": "train", "encoding": "${codec}"}`);
  });

  it('load a dataset on the Hub from the files that were ranked', () => {
    const target = { source: 'hf:owner/name', config: 'en', split: 'test', revision: 'a'.repeat(40) };
    const cellOf = (changes: object, ...codes: string[]) =>
      fineTuningCell(
        makeFineTuning({ target: { ...target, ...changes }, warnings: codes.map((code) => ({ code, detail: {} })) }),
      );
    expect(cellOf({})).toContain(
      `TARGET = {"path": "owner/name", "name": "en", "split": "test", "revision": "${target.revision}"}`,
    );
    const convertedRevision = 'b'.repeat(40);
    const files = `hf://datasets/owner/name@${convertedRevision}/en`;
    expect(cellOf({ convertedRevision })).toContain(
      `TARGET = {"path": "parquet", "data_files": "${files}/test/*.parquet", "split": "train"}`,
    );
    expect(cellOf({ convertedRevision }, 'dataset-partly-converted')).toContain(`${files}/partial-test/*.parquet`);
  });

  it('say that numbers are predicted, and leave out a subset that there is not', () => {
    const cell = fineTuningCell(makeFineTuning({ target: { task: 'regression' }, task: { taskSubset: null } }));
    expect(cell).toContain('TARGET_NUMBERS = True');
    expect(cell).toContain('"load": {"path": "nyu-mll/glue", "split": "train"},');
  });

  it('take the newest revision of a base model whose revision is not known', () => {
    expect(constantsOf(fineTuningCell(makeFineTuning({ model: { revision: null } })))).toContain(
      'BASE_REVISION = None\n',
    );
  });

  it('hold as many tasks as are to be tried, in their order', () => {
    const others = [
      { taskId: 'imdb', repo: 'a/ESM_imdb' },
      { taskId: 'other', repo: null },
    ];
    const constants = constantsOf(fineTuningCell(makeFineTuning({ others })));
    expect([...constants.matchAll(/"map": (.*),/g)].map(([, map]) => map)).toEqual([
      '"davidschulte/ESM_nyu-mll__glue_mnli"',
      '"a/ESM_imdb"',
      'None',
    ]);
  });

  it.each([
    [60, 768, '20, 16, 0.00002'],
    [1000, 768, '10, 32, 0.00002'],
    [100_000, null, '3, 32, 0.00002'],
    [500, 128, '10, 16, 0.0003'],
  ])('train on %i rows with %j dimensions long enough', (rows, dimension, sizes) => {
    const cell = fineTuningCell(makeFineTuning({ target: { rows }, model: { dimension } }));
    expect(cell).toContain(`TARGET_EPOCHS, TARGET_BATCH, TARGET_RATE = ${sizes}\n`);
  });

  it.each([
    ['data/tickets.csv.gz', 'tickets'],
    ['hf:owner/name', 'name'],
    ['C:\\data\\a b.jsonl', 'a-b'],
    ['..', 'dataset'],
    ['saved', 'saved'],
  ])('name a file for what was measured on %s', (source, stem) => {
    expect(fineTuningCell(makeFineTuning({ target: { source } }))).toContain(`TRANSFERS = "${stem}.transfers.json"`);
  });

  it('keep a seed beyond 2^53 exact, and none as none', () => {
    const seed = '123456789012345678901234567890';
    expect(fineTuningCell(makeFineTuning({ target: { seed } }))).toContain(`TARGET_SEED = ${seed}`);
    expect(fineTuningCell(makeFineTuning({ target: { seed: null } }))).toContain('TARGET_SEED = None');
    expect(fineTuningCell(makeFineTuning({ target: { seed: 'os' } }))).toContain('TARGET_SEED = None');
  });
});

describe('names in the cell', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}"\n'''\\import os #\u202e`);

  it('never become lines or hide what follows', () => {
    const lines = fineTuningCell(makeFineTuning()).split('\n').length;
    fc.assert(
      fc.property(hostile, (text) => {
        const cell = fineTuningCell(makeFineTuning({ task: { taskId: text }, target: { source: text } }));
        expect(cell.split(/[\n\r\u2028\u2029]/).length).toBe(lines);
        expect(cell).not.toMatch(/[\p{Cf}]/u);
      }),
    );
  });

  it.skipIf(python === null)('are read by Python as they are', async () => {
    const texts = fc.sample(hostile, 50);
    const cells = texts.map((text) => {
      const target = { source: `${text}.csv`, textColumns: [text, 'b'], labelColumn: text };
      return constantsOf(fineTuningCell(makeFineTuning({ target, task: { taskId: text, textColumns: [text] } })));
    });
    const folder = mkdtempSync(join(tmpdir(), 'itr-names-'));
    writeFileSync(join(folder, 'cells.json'), JSON.stringify(cells));
    const reader = `import json
for cell in json.load(open("cells.json", encoding="utf-8")):
    exec(cell)
    print(json.dumps([TARGET["data_files"], *TARGET_TEXT, TARGET_LABEL, TASKS[0]["load"]["path"], *TASKS[0]["text"]]))`;
    const printed = await runPython(reader, { folder });
    rmSync(folder, { recursive: true });
    const read = printed
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(read).toEqual(texts.map((text) => [`${text}.csv`, text, 'b', text, text, text]));
  });
});

describe('the cell', () => {
  it.skipIf(python === null)('is Python', async () => {
    const source = fineTuningCell(makeFineTuning());
    const compile = `compile(${JSON.stringify(source)}, "cell", "exec"); print("compiled")`;
    expect(await runPython(compile, { folder: import.meta.dirname })).toBe('compiled\n');
  });

  it('has no line that is too long to read', () => {
    const program = fineTuningCell(makeFineTuning());
    expect(Math.max(...program.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
