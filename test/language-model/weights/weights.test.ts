import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWeightFiles, weightFileNames } from '../../../src/language-model/weights/weight-files.ts';
import { readTensor } from '../../../src/safetensors/read-tensor.ts';
import {
  alteredModel,
  copyModelFile,
  safetensorsFile,
  temporaryFolder,
  tensorsOf,
  type WritableTensor,
} from '../altered-models.ts';
import { expectedEmbeddings, folderFiles, golden, largestDifference, texts, withModel } from '../golden-models.ts';

const signal = new AbortController().signal;
const some = texts.slice(0, 40);
const dimension = 48;

async function embedSome(folder: string): Promise<Float32Array> {
  return withModel(folderFiles(folder), {}, (model) => model.embed({ texts: some, signal }));
}

async function differenceToGolden(folder: string, name = 'bert-uncased'): Promise<number> {
  return largestDifference(await embedSome(folder), expectedEmbeddings(name).subarray(0, some.length * dimension));
}

const withWeights = (tensors: ReadonlyMap<string, WritableTensor>, padding = 0) =>
  alteredModel('bert-uncased', { 'model.safetensors': safetensorsFile(tensors, padding) });

const renamed = (rename: (name: string) => string) =>
  new Map([...tensorsOf('bert-uncased')].map(([name, tensor]) => [rename(name), tensor]));

describe('weights', () => {
  it.each([1, 2, 3])('are read from any byte on (header longer by %i)', async (padding) => {
    expect(await differenceToGolden(withWeights(tensorsOf('bert-uncased'), padding))).toBeLessThan(1e-4);
  });

  it.each(['bert.', 'model.encoder.'])('are found under the prefix %s', async (prefix) => {
    expect(await differenceToGolden(withWeights(renamed((name) => prefix + name)))).toBeLessThan(1e-4);
  });

  it('are found under the names of the oldest files', async () => {
    const gamma = (name: string) =>
      name.replace('LayerNorm.weight', 'LayerNorm.gamma').replace('LayerNorm.bias', 'LayerNorm.beta');
    expect(await differenceToGolden(withWeights(renamed(gamma)))).toBeLessThan(1e-4);
  });

  it('may be bfloat16: the embeddings are those of the rounded numbers in float32', async () => {
    const halves = new Map([...tensorsOf('bert-uncased')].map(([name, tensor]) => [name, toBfloat16(tensor)]));
    const widened = new Map([...halves].map(([name, tensor]) => [name, toFloat32(name, tensor)]));
    const embeddings = await embedSome(withWeights(halves));
    expect(largestDifference(embeddings, await embedSome(withWeights(widened)))).toBeLessThan(1e-5);
    expect(await differenceToGolden(withWeights(halves))).toBeGreaterThan(1e-4);
  });

  it('are read through the links of the Hub cache', async () => {
    expect(await differenceToGolden(cacheLayout('bert-uncased'))).toBeLessThan(1e-4);
  });

  it('are read through the links of the Hub cache in shards', async () => {
    const name = 'bert-float16-sharded';
    expect(await differenceToGolden(cacheLayout(name), name)).toBeLessThan(1e-4);
  });

  it('are read from the single file where there is a table of shards as well', async () => {
    const index = JSON.stringify({
      weight_map: { 'embeddings.word_embeddings.weight': 'model-00001-of-00002.safetensors' },
    });
    const folder = alteredModel('bert-uncased', { 'model.safetensors.index.json': index });
    expect(await weightFileNames(folderFiles(folder))).toEqual(['model.safetensors']);
    expect(await differenceToGolden(folder)).toBeLessThan(1e-4);
  });

  it('may lie in several folders', async () => {
    const name = 'bert-float16-sharded';
    const folder = temporaryFolder();
    const files = folderFiles(join(golden, 'models', name));
    const spread = {
      ...files,
      path: async (file: string, limitBytes: number) => {
        if (!file.endsWith('.safetensors')) return files.path(file, limitBytes);
        copyModelFile(name, file, join(folder, `of ${file}`, 'blob'));
        return join(folder, `of ${file}`, 'blob');
      },
    };
    const embeddings = await withModel(spread, {}, (model) => model.embed({ texts: some, signal }));
    expect(largestDifference(embeddings, expectedEmbeddings(name).subarray(0, embeddings.length))).toBeLessThan(1e-4);
    const { tensors } = await openWeightFiles(spread, 1e9);
    expect(new Set([...tensors.values()].map(({ location }) => location)).size).toBe(2);
  });
});

/** A model as the Hub's cache keeps it: snapshots of links to blobs. */
function cacheLayout(model: string): string {
  const repository = join(temporaryFolder(), 'models--golden--it');
  const snapshot = join(repository, 'snapshots', '0123456789abcdef');
  mkdirSync(snapshot, { recursive: true });
  for (const [i, file] of readdirSync(join(golden, 'models', model)).entries()) {
    copyModelFile(model, file, join(repository, 'blobs', `blob${i}`));
    symlinkSync(join('..', '..', 'blobs', `blob${i}`), join(snapshot, file));
  }
  return snapshot;
}

function toBfloat16({ shape, bytes }: WritableTensor): WritableTensor {
  const halves = Buffer.alloc(bytes.length / 2);
  for (let i = 0; i < halves.length / 2; i++) halves.set(bytes.subarray(4 * i + 2, 4 * i + 4), 2 * i);
  return { dtype: 'BF16', shape, bytes: halves };
}

function toFloat32(name: string, { dtype, shape, bytes }: WritableTensor): WritableTensor {
  const values = readTensor(bytes, { name, dtype, shape, begin: 0, end: bytes.length });
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
}
