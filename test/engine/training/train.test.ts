import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineContext } from '../../../src/engine/context.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import { trainMap } from '../../../src/engine/training/train.ts';
import { readEsm } from '../../../src/esm/read-esm.ts';
import { NpzFile } from '../../../src/npz/read-npz.ts';
import { writeNpz } from '../../../src/npz/write-npz.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { type TrainRequest, trainRequest } from '../../../src/protocol/train-request.ts';
import { MapSums } from '../../../src/ridge/map-sums.ts';
import { solveMap } from '../../../src/ridge/solve-map.ts';
import { type EngineFixture, engineFixture } from '../../engine-fixture.ts';
import { problemOf } from '../../hub/hub-fixture.ts';
import { kernels } from '../../logme/kernels-in-tests.ts';
import { asClassifier, asShards, copyTuned, editConfig, generalTexts, sampleTuned, taskTexts } from './tuned-models.ts';

const { signal } = new AbortController();
const base = 'samples/bert-tiny-debian';
const d = 128;

function request(fixture: EngineFixture, settings: Partial<TrainRequest> = {}): TrainRequest {
  const columns = { textColumns: ['text'], labelColumn: 'label', examples: 100 };
  const out = join(fixture.folder, 'my-map');
  return trainRequest.parse({ dataset: taskTexts, base, tuned: sampleTuned, out, ...columns, ...settings });
}

const read = (folder: string) =>
  readEsm({
    repo: folder,
    files: { config: join(folder, 'config.json'), weights: join(folder, 'model.safetensors') },
    dimension: d,
  });

async function firstRows(file: NpzFile, array: string): Promise<Float32Array> {
  for await (const rows of file.rows(array, 100)) return rows;
  throw new Error(`no rows in ${array}`);
}

/** Embeddings `[rows, d]` without a pattern, and what a small change makes of them. */
function somePairs(rows: number): { x: Float32Array; y: Float32Array } {
  const x = Float32Array.from({ length: rows * d }, (_, at) => Math.sin(at * at + 0.1 * at));
  return { x, y: x.map((value, at) => 0.9 * value + 0.1 * Math.cos(at)) };
}

async function writePairs(path: string, x: Float32Array, y: Float32Array): Promise<void> {
  const arrayOf = (name: string, numbers: Float32Array) => ({
    name,
    rows: numbers.length / d,
    columns: d,
    async *pieces() {
      yield numbers;
    },
  });
  await writeNpz(path, [arrayOf('x', x), arrayOf('y', y)]);
}

/** A context that notes which models are loaded. */
function watched(context: EngineContext): { context: EngineContext; loaded: string[] } {
  const loaded: string[] = [];
  const languageModels: EngineContext['languageModels'] = {
    use: (params) => {
      const load = () => {
        loaded.push(params.key.includes('bert-tiny-debian-use') ? 'tuned' : 'base');
        return params.load();
      };
      return context.languageModels.use({ ...params, load });
    },
    close: () => context.languageModels.close(),
  };
  return { context: { ...context, languageModels }, loaded };
}

describe('making a map', () => {
  it('counts a text once, however often it comes', async () => {
    await using fixture = await engineFixture();
    const [header = '', ...rows] = readFileSync(taskTexts, 'utf8').trim().split('\n').slice(0, 61);
    const write = (name: string, lines: string[]) => {
      const file = join(fixture.folder, name);
      writeFileSync(file, [header, ...lines, ''].join('\n'));
      return file;
    };
    const once = write('once.csv', rows);
    const five = write('five.csv', [...rows, ...rows, ...rows, ...rows, ...rows]);
    const settings = { examples: undefined, labelColumn: undefined, taskId: 'a/b' };
    const plain = await trainMap(request(fixture, { ...settings, dataset: once }), fixture.context(), { signal });
    const out = join(fixture.folder, 'repeated');
    const repeated = await trainMap(request(fixture, { ...settings, dataset: five, out }), fixture.context(), {
      signal,
    });
    const { rows: counted, error, lambda } = plain;
    expect(repeated).toMatchObject({ rows: counted, error, lambda });
    expect(repeated.warnings).toContainEqual({ code: 'training-texts-repeated', detail: { rows: 4 * counted } });
    const also = [{ dataset: once }];
    const again = trainMap(
      trainRequest.parse({ ...request(fixture, { ...settings, dataset: once }), also }),
      fixture.context(),
      { signal },
    );
    expect(await problemOf(again)).toMatchObject({ code: 'training-too-few-rows', rows: 0, repeated: counted });
  });

  it('takes weights of any size', async () => {
    await using fixture = await engineFixture();
    const weighed = (weight: number) => ({
      weight,
      also: [{ dataset: generalTexts, column: 'text', weight }],
      examples: 40,
    });
    const make = (weight: number) =>
      trainMap(trainRequest.parse({ ...request(fixture), ...weighed(weight) }), fixture.context(), { signal });
    expect((await make(1e308)).error).toBeCloseTo((await make(1)).error, 12);
  });

  it('fits the embeddings before and after, and says what it is worth', async () => {
    await using fixture = await engineFixture();
    const saveEmbeddings = join(fixture.folder, 'kept.npz');
    const report = await trainMap(request(fixture, { saveEmbeddings }), fixture.context(), { signal });
    await using kept = await NpzFile.open(saveEmbeddings);
    const [x, y] = [await firstRows(kept, 'x'), await firstRows(kept, 'y')];
    const sums = new MapSums(d, kernels);
    sums.add(x, y, 100);
    const solved = solveMap(sums);
    const { weights, metadata } = await read(report.map);
    expect(weights.weight).toEqual(Float32Array.from(solved.weight));
    expect(weights.bias).toEqual(Float32Array.from(solved.bias));
    expect(report).toMatchObject({ dimension: d, rows: 100, labelColumn: 'label', seed: '42', base: { id: base } });
    expect(report.error).toBeCloseTo(solved.leaveOneOut.errorsOf(x, y, 100).leftOut / (100 * d), 12);
    expect(report.error).toBeLessThan(0.6 * report.identityError);
    expect(report.r2).toBeCloseTo(1 - report.error / report.identityError, 12);
    expect(report.sources).toMatchObject([{ source: taskTexts, columns: ['text'], rows: 100, weight: 1 }]);
    expect(report.warnings.map(({ code }) => code)).toEqual(['training-own-texts-only']);
    expect(metadata).toMatchObject({
      baseModelName: base,
      taskId: 'package-use',
      textColumns: ['text'],
      examples: 100,
    });
    expect(readdirSync(report.map).sort()).toEqual([
      'README.md',
      'config.json',
      'model.safetensors',
      'training-report.json',
    ]);
  });

  it('embeds and fits as transformers and NumPy do', async () => {
    await using fixture = await engineFixture();
    const texts = { dataset: generalTexts, labelColumn: undefined, examples: 300, seed: null };
    const report = await trainMap(request(fixture, texts), fixture.context(), { signal });
    // test/golden/ridge, but for the rounding of the tuned weights to float16.
    expect(report.error).toBeCloseTo(0.062907, 4);
    expect(report.identityError).toBeCloseTo(0.189745, 4);
    expect(report.meanError).toBeCloseTo(0.231616, 4);
    expect(report.effectiveDimensions).toBeCloseTo(55.59, 0);
  });

  it('tells how far each class moved, and shows rows before and after', async () => {
    await using fixture = await engineFixture();
    const { movement } = await trainMap(request(fixture), fixture.context(), { signal });
    expect(movement.classes.reduce((sum, { rows }) => sum + rows, 0)).toBe(100);
    const mean = movement.classes.reduce((sum, each) => sum + each.rows * each.mean, 0) / 100;
    expect(movement.mean).toBeCloseTo(mean, 9);
    expect(movement.points).toHaveLength(100);
    expect(movement.explained[0]).toBeGreaterThan(movement.explained[1]);
  });

  it('is better on the texts of other kinds where it is fitted on some, too', async () => {
    await using fixture = await engineFixture();
    const also = [{ dataset: generalTexts, column: 'text', weight: 1 }];
    const report = await trainMap(request(fixture, { also, examples: 300 }), fixture.context(), { signal });
    expect(report.sources.map(({ rows, weight }) => [rows, weight])).toEqual([
      [300, 0.5],
      [300, 0.5],
    ]);
    for (const source of report.sources) expect(source.error).toBeLessThan(0.7 * source.identityError);
    const halves = report.sources.reduce((sum, { error }) => sum + error / 2, 0);
    expect(report.error).toBeCloseTo(halves, 12);
    expect(report.warnings).toEqual([]);
    const config: unknown = JSON.parse(readFileSync(join(report.map, 'config.json'), 'utf8'));
    const names = [{ rows: 300 }, { source: basename(generalTexts) }];
    expect(config).toMatchObject({ esm_solver: 'ridge', esm_sources: names });
    // What is published says nothing of where files lie here.
    const published = ['config.json', 'README.md'].map((name) => readFileSync(join(report.map, name), 'utf8')).join();
    expect(published).not.toContain(dirname(generalTexts));
  });

  it('gives the same map from a file of embeddings, and of a classifier, in shards, with no tokenizer', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const embeddings = join(fixture.folder, 'kept.npz');
    const first = await trainMap(request(fixture, { saveEmbeddings: embeddings }), context, { signal });
    const expected = (await read(first.map)).weights;
    const fromFile = { embeddings, tuned: undefined, dataset: embeddings, out: join(fixture.folder, 'from-file') };
    const second = await trainMap(request(fixture, fromFile), context, { signal });
    expect((await read(second.map)).weights).toEqual(expected);
    expect(second).toMatchObject({ tuned: null, rows: 100, taskId: 'kept' });
    const classifier = copyTuned(join(fixture.folder, 'classifier'));
    asClassifier(classifier);
    asShards(classifier);
    const wrapped = { tuned: classifier, out: join(fixture.folder, 'from-classifier') };
    const third = await trainMap(request(fixture, wrapped), context, { signal });
    expect((await read(third.map)).weights).toEqual(expected);
  });

  it('embeds by the base model once, for several tuned models, and by none where the map was made before', async () => {
    await using fixture = await engineFixture();
    const { context, loaded } = watched(fixture.context());
    await trainMap(request(fixture), context, { signal });
    expect(loaded).toEqual(['base', 'tuned']);
    await trainMap(request(fixture, { out: join(fixture.folder, 'again') }), context, { signal });
    expect(loaded).toEqual(['base', 'tuned', 'tuned']);
    let before = 0;
    const onDoneBefore = () => void before++;
    await trainMap(request(fixture, { skipDone: true }), context, { signal, onDoneBefore });
    expect([before, loaded.length]).toEqual([1, 3]);
    await trainMap(request(fixture, { skipDone: true, examples: 90 }), context, { signal, onDoneBefore });
    expect([before, loaded.length]).toEqual([1, 5]);
  });

  it('takes texts without labels', async () => {
    await using fixture = await engineFixture();
    const unlabelled = { dataset: generalTexts, textColumns: undefined, labelColumn: undefined };
    const report = await trainMap(request(fixture, unlabelled), fixture.context(), { signal });
    expect(report).toMatchObject({ labelColumn: null, rows: 100, movement: { classes: [] } });
  });

  it('reads how the model was fine-tuned from its files; what is said by hand goes before', async () => {
    await using fixture = await engineFixture();
    const tuned = copyTuned(join(fixture.folder, 'tuned'));
    writeFileSync(
      join(tuned, 'trainer_state.json'),
      '{"num_train_epochs": 3, "train_batch_size": 32, "log_history": []}',
    );
    writeFileSync(
      join(tuned, 'README.md'),
      'The following hyperparameters were used during training:\n- learning_rate: 2e-05\n- train_batch_size: 8\n- optimizer: Use adamw_torch with betas=(0.9,0.999)\n- num_epochs: 4.0\n',
    );
    const report = await trainMap(request(fixture, { tuned, tuning: { epochs: 7 } }), fixture.context(), { signal });
    const config: unknown = JSON.parse(readFileSync(join(report.map, 'config.json'), 'utf8'));
    expect(config).toMatchObject({
      lm_num_epochs: 7,
      lm_batch_size: 32,
      lm_learning_rate: 2e-5,
      lm_weight_decay: null,
      lm_optimizer: 'adamw_torch',
    });
  });

  it('of a model that was not tuned changes nothing, and says so', async () => {
    await using fixture = await engineFixture();
    const tuned = join(import.meta.dirname, '../../../samples/hub/models', base);
    const report = await trainMap(request(fixture, { tuned }), fixture.context(), { signal });
    expect(report).toMatchObject({ error: 0, identityError: 0, r2: 0 });
    expect(report.warnings.map(({ code }) => code)).toEqual(['training-nothing-changed']);
  });
});

describe('a map of embeddings in a file', () => {
  const fromFile = (embeddings: string) => ({ embeddings, dataset: embeddings, tuned: undefined, taskId: 'a/b' });

  it('counts a row once, however often it comes, as texts do', async () => {
    await using fixture = await engineFixture();
    const [once, twice] = [join(fixture.folder, 'once.npz'), join(fixture.folder, 'twice.npz')];
    const { x, y } = somePairs(200);
    await writePairs(once, x, y);
    const repeat = (numbers: Float32Array) => Float32Array.from([...numbers, ...numbers.subarray(0, 50 * d)]);
    await writePairs(twice, repeat(x), repeat(y));
    const out = join(fixture.folder, 'repeated');
    const plain = await trainMap(request(fixture, fromFile(once)), fixture.context(), { signal });
    const repeated = await trainMap(request(fixture, { ...fromFile(twice), out }), fixture.context(), { signal });
    const { rows, error, lambda } = plain;
    expect(rows).toBe(200);
    expect(repeated).toMatchObject({ rows, error, lambda });
    expect(repeated.warnings).toContainEqual({ code: 'training-rows-repeated', detail: { file: twice, rows: 50 } });
  });

  it('says of numbers beyond all measure which file holds them', async () => {
    await using fixture = await engineFixture();
    const large = join(fixture.folder, 'large.npz');
    const { x, y } = somePairs(200);
    await writePairs(
      large,
      x.map((value) => value * 1e-3),
      y.map((value) => value * 3e38),
    );
    const found = await problemOf(trainMap(request(fixture, fromFile(large)), fixture.context(), { signal }));
    expect(found).toMatchObject({ code: 'training-numbers-too-large', source: large });
  });
});

describe('a map that was just made', () => {
  it('is ranked beside those of the Hub, and found as the nearest of its own kind', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const ranking = rankRequest.parse({
      dataset: join(import.meta.dirname, '../../../samples/datasets/package-use.csv'),
      textColumns: ['description'],
      labelColumn: 'use',
      examples: 150,
      model: base,
    });
    const listed = await rank(ranking, context, { signal });
    const also = [{ dataset: generalTexts, column: 'text', weight: 1 }];
    const report = await trainMap(request(fixture, { examples: 600, also }), context, { signal });
    expect(report.nearestMaps[0]?.repo).toBe('samples/ESM_debian__use');
    const beside = await rank({ ...ranking, folder: fixture.folder, esms: ['+./my-map'] }, context, { signal });
    expect(beside.tasks).toHaveLength(listed.tasks.length + 1);
    expect(beside.coverage).toMatchObject({ requested: 34, available: 34 });
    const scores = new Map(beside.tasks.map(({ repo, score }) => [repo, score]));
    for (const { repo, score } of listed.tasks) expect(scores.get(repo)).toBe(score);
    const own = beside.tasks.find(({ repo }) => repo === './my-map');
    expect(own?.score).toBeGreaterThan(beside.baseline?.score ?? 0);
    const few = await rank({ ...ranking, folder: fixture.folder, esms: ['+./my-map'], maxEsms: 3 }, context, {
      signal,
    });
    expect(few.tasks.map(({ repo }) => repo)).toContain('./my-map');
  });
});

describe('what stops a map from being made', () => {
  const cases: [string, (fixture: EngineFixture) => Partial<TrainRequest>, object][] = [
    [
      'a tuned model of another size',
      ({ folder }) => {
        const tuned = copyTuned(join(folder, 'other'));
        editConfig(tuned, { hidden_size: 64 });
        return { tuned };
      },
      { code: 'training-models-differ', what: 'dimension', ofBase: '128', ofTuned: '64', base },
    ],
    [
      'one of another vocabulary',
      ({ folder }) => {
        const tuned = copyTuned(join(folder, 'other'));
        editConfig(tuned, { vocab_size: 5999 });
        return { tuned };
      },
      { code: 'training-models-differ', what: 'vocabulary' },
    ],
    [
      'one of another type',
      ({ folder }) => {
        const tuned = copyTuned(join(folder, 'other'));
        editConfig(tuned, { model_type: 'electra' });
        return { tuned };
      },
      { code: 'training-models-differ', what: 'type', ofBase: 'bert', ofTuned: 'electra' },
    ],
    [
      'the folder of the tuned model as that of the map',
      ({ folder }) => {
        const tuned = copyTuned(join(folder, 'other'));
        return { tuned, out: tuned };
      },
      { code: 'training-out-in-use', file: 'config.json' },
    ],
    [
      'a file as the folder of the map',
      ({ folder }) => {
        writeFileSync(join(folder, 'a-file'), '');
        return { out: join(folder, 'a-file') };
      },
      { code: 'training-out-in-use', file: '' },
    ],
    [
      'a folder in a file',
      ({ folder }) => {
        writeFileSync(join(folder, 'a-file'), '');
        return { out: join(folder, 'a-file', 'map') };
      },
      { code: 'training-out-unusable', setting: 'out', reason: 'not-a-folder' },
    ],
    ['no folder', () => ({ out: '' }), { code: 'training-out-unusable', setting: 'out', reason: 'empty' }],
    [
      'a name that is too long for a folder',
      ({ folder }) => ({ out: join(folder, 'x'.repeat(300)) }),
      { code: 'training-out-unusable', setting: 'out', reason: 'name-too-long' },
    ],
    [
      'a folder for the embeddings',
      ({ folder }) => ({ saveEmbeddings: folder }),
      { code: 'training-out-unusable', setting: 'save-embeddings', reason: 'is-folder' },
    ],
    [
      'a map as the tuned model',
      () => ({ tuned: join(import.meta.dirname, '../../../samples/hub/models/samples/ESM_debian__use') }),
      { code: 'model-is-map' },
    ],
    [
      'one row',
      () => ({ labelColumn: undefined, textColumns: ['text'], dataset: generalTexts, examples: 1 }),
      { code: 'training-too-few-rows', rows: 1 },
    ],
    [
      'a file of embeddings that is not there',
      () => ({ embeddings: './nothing.npz' }),
      { code: 'training-embeddings-unreadable', fault: 'missing', file: './nothing.npz' },
    ],
    [
      'one that is something else',
      () => ({ embeddings: taskTexts }),
      { code: 'training-embeddings-unreadable', fault: 'not-zip' },
    ],
  ];

  it.each(cases)('%s', async (_, settings, problem) => {
    await using fixture = await engineFixture();
    const found = await problemOf(trainMap(request(fixture, settings(fixture)), fixture.context(), { signal }));
    expect(found).toMatchObject(problem);
    expect(existsSync(join(fixture.folder, 'my-map'))).toBe(false);
  });

  it('cancelling, which leaves nothing', async () => {
    await using fixture = await engineFixture();
    const controller = new AbortController();
    const onProgress = ({ stage, done }: { stage: string; done: number }) => {
      if (stage === 'embed' && done > 100) controller.abort();
    };
    const making = trainMap(request(fixture), fixture.context(), { signal: controller.signal, onProgress });
    expect(await problemOf(making)).toMatchObject({ code: 'run-cancelled' });
    expect(existsSync(join(fixture.folder, 'my-map'))).toBe(false);
  });
});
