import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageModel, loadLanguageModel } from '../../src/language-model/load-language-model.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import { expectedEmbeddings, largestDifference, modelFiles, texts, withModel, workerUrl } from './golden-models.ts';

const signal = new AbortController().signal;
const name = 'sentence-transformers-mpnet-mean';
const expected = expectedEmbeddings(name);

describe('embedding', () => {
  let model: LanguageModel;
  beforeAll(async () => {
    model = await loadLanguageModel({ files: modelFiles(name), threads: 1, workerUrl, signal });
  });
  afterAll(() => model.close());

  it('says what it is', () => {
    expect(model).toMatchObject({ id: name, revision: 'test', pooling: 'mean', dimension: 48, maxLength: 128 });
  });

  it('gives the same for every order of the texts', async () => {
    const reversed = await model.embed({ texts: texts.toReversed(), signal });
    const d = model.dimension;
    const back = Float32Array.from(expected, (_, i) => {
      const text = texts.length - 1 - Math.floor(i / d);
      return reversed[text * d + (i % d)] ?? Number.NaN;
    });
    const straight = await model.embed({ texts, signal });
    expect(largestDifference(back, straight)).toBeLessThan(1e-5);
  });

  it('gives the same for a text alone', async () => {
    const all = await model.embed({ texts, signal });
    const d = model.dimension;
    for (const text of [0, 4, 22, 23, 60, 96]) {
      const alone = await model.embed({ texts: texts.slice(text, text + 1), signal });
      expect(largestDifference(alone, all.subarray(text * d, (text + 1) * d))).toBeLessThan(1e-5);
    }
  });

  it('gives the same with another budget of tokens', async () => {
    const embed = (budget: number) =>
      withModel(modelFiles('bert-uncased'), { budget }, (model) =>
        model.embed({ texts, signal: new AbortController().signal }),
      );
    expect(largestDifference(await embed(128), await embed(256))).toBeLessThan(1e-5);
  });

  it('gives the same with more threads', async () => {
    const one = await model.embed({ texts, signal });
    const two = await withModel(modelFiles(name), { threads: 2 }, (other) => other.embed({ texts, signal }));
    expect(largestDifference(one, two)).toBeLessThan(1e-5);
  });

  it('tells its progress in texts, up to all of them', async () => {
    const steps: number[] = [];
    await model.embed({ texts, signal, onProgress: (done) => steps.push(done) });
    expect(steps.length).toBeGreaterThan(5);
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(texts.length);
  });

  it('gives nothing for nothing', async () => {
    expect(await model.embed({ texts: [], signal })).toEqual(new Float32Array(0));
  });

  it('ends at once when cancelled, and can be used again', async () => {
    const controller = new AbortController();
    // No two alike: equal texts are embedded once.
    const long = Array.from({ length: 400 }, (_, index) => `${index} ${'word '.repeat(200)}`);
    let after = 0;
    const onProgress = () => {
      if (controller.signal.aborted) after++;
      controller.abort();
    };
    await expect(model.embed({ texts: long, signal: controller.signal, onProgress })).rejects.toThrow(/run-cancelled/);
    expect(after).toBe(0);
    expect(largestDifference(await model.embed({ texts, signal }), expected)).toBeLessThan(1e-4);
  });

  it('does not begin when it is cancelled already', async () => {
    const aborted = AbortSignal.abort();
    await expect(model.embed({ texts, signal: aborted })).rejects.toThrow(/run-cancelled/);
    const loading = loadLanguageModel({ files: modelFiles(name), threads: 1, workerUrl, signal: aborted });
    await expect(loading).rejects.toThrow(/run-cancelled/);
  });

  it('lets the caller run while it computes', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await model.embed({ texts, signal });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('closing', () => {
  it('waits for what is computed, whose caller is told; a second time it does nothing', async () => {
    const model = await loadLanguageModel({ files: modelFiles('bert-uncased'), threads: 1, workerUrl, signal });
    const embedding = model.embed({ texts, signal }).then(
      () => 'done',
      (error: unknown) => (error instanceof ProblemError ? error.problem.code : error),
    );
    await model.close();
    await model.close();
    expect(await embedding).toBe('model-run-failed');
    await expect(model.embed({ texts, signal })).rejects.toThrow(/model-run-failed/);
  });

  it('reports a worker that cannot be started', async () => {
    const missing = new URL('no-such-worker.ts', import.meta.url);
    const loading = loadLanguageModel({ files: modelFiles('bert-uncased'), threads: 1, workerUrl: missing, signal });
    await expect(loading).rejects.toThrow(/model-run-failed/);
  });
});
