import { spawn } from 'node:child_process';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { trainingReport } from '../../src/protocol/training-report.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { labelledTexts, parquetContent } from '../fakes/hub/parquet-content.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt } from './built.ts';

// The bundled command line against the sample Hub.

const base = 'samples/bert-tiny-debian';
const tuned = './samples/training/bert-tiny-debian-use';
const texts = 'samples/training/package-use.csv';
const general = 'samples/training/general-texts.csv';
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'itr-train-'));
let fake: FakeHub;
const reviews = makeDataset('owner/reviews', {
  converted: { 'plain/train/0000.parquet': parquetContent(labelledTexts(90)) },
});

beforeAll(async () => {
  fake = await startFakeHub({ folder: join(root, 'samples/hub'), repositories: [reviews] });
});
afterAll(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true, force: true });
});

function train(...args: string[]) {
  const env = { HF_ENDPOINT: fake.endpoint, HF_HOME: folder, XDG_CACHE_HOME: folder };
  return runBuilt(['train', ...args, '--quiet'], env);
}

const usual = [texts, '--text', 'text', '--label', 'label', '--base', base, '--tuned', tuned, '--examples', '80'];

describe('esm-rank train', () => {
  it('makes a map, says what it is worth, and how to rank with it', async () => {
    const out = join(folder, 'my-map');
    const { code, stdout, stderr } = await train(...usual, '--also', `${general}:text`, '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('of what fine-tuning changed');
    expect(stdout).toContain('general-texts.csv');
    expect(stdout).toContain(`--esms +${out}`);
    expect(existsSync(join(out, 'model.safetensors'))).toBe(true);
  });

  it('gives the report as JSON, with everything that options say', async () => {
    const out = join(folder, 'with-options');
    const args = ['--format', 'json', '--out', out, '--dtype', 'bfloat16', '--seed', '7', '--task-id', 'owner/task'];
    const more = ['--language', 'en,de', '--developers', 'me', '--learning-rate', '3e-4', '--epochs', '3'];
    const { code, stdout } = await train(...usual, ...args, ...more);
    expect(code).toBe(0);
    const report = trainingReport.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ taskId: 'owner/task', dtype: 'bfloat16', seed: '7', rows: 80, map: out });
    const config = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')));
    expect(config).toMatchObject({
      base_model_name: base,
      task_id: 'owner/task',
      language: ['en', 'de'],
      developers: 'me',
      lm_learning_rate: 3e-4,
      lm_num_epochs: 3,
      seed: 7,
      num_examples: 80,
    });
  });

  it('says what is missing, and what is no value', async () => {
    const without = (name: string) => {
      const at = usual.indexOf(name);
      return [...usual.slice(0, at), ...usual.slice(at + 2)];
    };
    const out = ['--out', join(folder, 'none')];
    const cases: [string[], string][] = [
      [[...usual.slice(1), ...out], 'a dataset is missing'],
      [[...without('--base'), ...out], "option '--base <id>' is missing"],
      [[...without('--tuned'), ...out], "option '--tuned <id>' is missing"],
      [usual, "option '--out <folder>' is missing"],
      [[...usual, ...out, '--weights', '1,0'], 'expected a number above 0'],
      [[...usual, ...out, '--weights', '1,2'], 'expected 1 numbers, one for the dataset and one for each --also'],
      [[...usual, ...out, '--save-embeddings', `${folder}/x.npz/..`], 'is a folder; embeddings are written to a file'],
      [[...usual, ...out, '--save-embeddings', join(root, texts)], 'ends with .npz'],
      [['-', ...usual.slice(1), ...out, '--input-format', 'csv'], 'give --task-id'],
      [[...usual, ...out, '--shard', '1/2'], '--shard is for --list'],
      [[...usual, '--out', tuned], 'that is no map'],
      [[...usual, '--out', ''], "option '--out <folder>' argument '' is invalid. it is empty"],
      [[...usual, ...out, '--task-id', ' '], "option '--task-id <id>' argument ' ' is invalid. it is empty"],
      [[...usual, ...out, '--also', ''], 'it is empty'],
      [[...usual, ...out, '--base-id', 'x y'], '"x y" is no repository id'],
      [[...usual, ...out, '--embeddings', './samples'], './samples is a folder.\n  Check --embeddings ./samples.'],
      [
        [...usual, '--out', `${texts}/x`],
        'package-use.csv is a file, not a folder.\n  Name another folder with --out.',
      ],
      [[...usual, ...out, '--language', 'english'], 'expected codes of ISO 639, like en,de. Did you mean "en"?'],
      [[...usual, ...out, '--license', 'MIT'], 'Did you mean "mit"?'],
      [['--list', 'none.yaml', ...out], 'There is no file none.yaml.\n  Check --list none.yaml;'],
      [['--list', 'samples', ...out], 'samples is a folder.\n  Name a file with --list.'],
      [['--recipe', 'none.yaml'], 'There is no file none.yaml.\n  Check --recipe none.yaml;'],
      [['--recipe', 'samples'], 'samples is a folder.\n  Name a file with --recipe.'],
      [
        [...without('--tuned'), '--tuned', 'samples/ESM_debian__use', ...out],
        'samples/ESM_debian__use is an Embedding Space Map, not a language model.\n  Name the folder or the id of the model itself, not --tuned samples/ESM_debian__use.',
      ],
      [[...without('--base'), '--base', './samples', ...out], 'Check --base ./samples.'],
      [[...without('--tuned'), '--tuned', './samples', ...out], 'Check --tuned ./samples.'],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await train(...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('makes all maps of a list; one that fails stops no other, and what is made is left alone', async () => {
    const list = join(folder, 'maps.yaml');
    const entry = (name: string, model: string) =>
      `  - name: ${name}\n    dataset: ${join(root, texts)}\n    text: text\n    label: label\n    tuned: ${model}\n`;
    const model = join(root, tuned);
    writeFileSync(
      list,
      `all:\n  examples: 60\nmaps:\n${entry('a', model)}${entry('b', './nowhere')}${entry('c', model)}`,
    );
    const out = join(folder, 'pool');
    const first = await train('--list', list, '--base', base, '--out', out, '--format', 'json');
    expect(first.code).toBe(2);
    expect(first.stderr).toContain(`esm-rank: b (${join(root, texts)}): There is no folder ./nowhere.`);
    expect(first.stderr).toContain('1 of 3 maps could not be made: b.');
    const problems = z.array(z.object({ problem: z.object({ code: z.string() }).optional() }));
    expect(problems.parse(JSON.parse(first.stdout)).map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'run-no-such-folder',
      undefined,
    ]);
    const states = z.array(z.object({ name: z.string(), state: z.string() }));
    expect(states.parse(JSON.parse(first.stdout)).map(({ state }) => state)).toEqual(['made', 'failed', 'made']);
    expect(readdirSync(out).sort()).toEqual(['a', 'c']);
    const inFile = await train('--list', list, '--base', base, '--out', join(list, 'x'));
    expect([inFile.code, inFile.stderr.match(/cannot be written/g)]).toEqual([2, ['cannot be written']]);
    const share = await train('--list', list, '--base', base, '--out', out, '--format', 'json', '--shard', '1/2');
    expect(share.code).toBe(0);
    expect(states.parse(JSON.parse(share.stdout))).toMatchObject([
      { name: 'a', state: 'made before' },
      { name: 'c', state: 'made before' },
    ]);
  });

  it('tells mistakes in a list by their place, before anything is made', async () => {
    const list = join(folder, 'wrong.yaml');
    writeFileSync(list, 'maps:\n  - dataset: a.csv\n    tunned: ./t\n');
    const { code, stderr } = await train('--list', list, '--base', base, '--out', join(folder, 'none'));
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${list}:2: `)]);
    expect(stderr).toContain('tunned');
  });
});

describe('what esm-rank train takes', () => {
  it('labels of one class: they are not fitted, and the report shows how far that class moved', async () => {
    const one = join(folder, 'one-class.csv');
    const rows = Array.from({ length: 40 }, (_, i) => `text number ${i} of many,only\n`);
    writeFileSync(one, `text,label\n${rows.join('')}`);
    const args = [one, '--text', 'text', '--label', 'label', '--base', base, '--tuned', tuned];
    const { code, stdout } = await train(...args, '--out', join(folder, 'one-class'), '--format', 'json');
    expect(code).toBe(0);
    expect(trainingReport.parse(JSON.parse(stdout)).movement.classes).toMatchObject([{ name: 'only', rows: 40 }]);
  });

  it('a recipe, whose paths start from its folder; options go before it, and weigh its sources', async () => {
    const recipe = join(folder, 'map.yaml');
    copyFileSync(join(root, general), join(folder, 'general.csv'));
    writeFileSync(
      recipe,
      `train:\n  dataset: ${join(root, texts)}\n  text: text\n  label: label\n  base: ${base}\n  tuned: ${join(root, tuned)}\n  also: general.csv\n  examples: 70\n  out: ./from-recipe\n`,
    );
    const { code, stdout } = await train(
      '--recipe',
      recipe,
      '--examples',
      '50',
      '--weights',
      '3,1',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const report = trainingReport.parse(JSON.parse(stdout));
    expect(report.map).toBe(join(folder, 'from-recipe'));
    // Said in words, the path works where the command was given.
    const inWords = await train('--recipe', recipe, '--examples', '50');
    expect(inWords.stdout).toContain(`--esms +${join(folder, 'from-recipe')}\n`);
    expect(report.sources.map(({ rows, weight }) => [rows, weight])).toEqual([
      [50, 0.75],
      [50, 0.25],
    ]);
  });

  it('standard input', async () => {
    const out = join(folder, 'from-stdin');
    const named = ['--task-id', 'a/task', '--format', 'json', '--out', out, '--quiet'];
    const args = ['train', '-', '--input-format', 'csv', ...usual.slice(1), ...named];
    const env = { PATH: process.env.PATH, HF_ENDPOINT: fake.endpoint, HF_HOME: folder, XDG_CACHE_HOME: folder };
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: root, env });
    createReadStream(join(root, texts)).pipe(child.stdin);
    const stdout = Buffer.concat(await child.stdout.toArray()).toString();
    expect(trainingReport.parse(JSON.parse(stdout))).toMatchObject({ taskId: 'a/task', rows: 80, map: out });
  });

  it('a dataset on the Hub, after which the map names its task and subset', async () => {
    const out = join(folder, 'from-hub');
    const args = ['hf:owner/reviews', '--base', base, '--tuned', tuned, '--out', out, '--format', 'json'];
    const { code, stdout } = await train(...args, '--examples', '60');
    expect(code).toBe(0);
    const report = trainingReport.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ taskId: 'owner/reviews', taskSubset: 'plain', rows: 60 });
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'))).toMatchObject({ task_split: 'train' });
  });
});
