import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type LanguageModel, loadLanguageModel } from '../../src/language-model/load-language-model.ts';
import type { RepositoryFiles } from '../../src/language-model/repository/repository-files.ts';
import { type Device, type Pooling, pooling } from '../../src/protocol/rank-request.ts';

/** Golden values of the reference; their origin stands in the README there. */
export const golden = join(import.meta.dirname, '../golden');

/** The 97 texts that were embedded. */
export const texts = z.array(z.string()).parse(readJson('texts.json'));

/** The models, each with the pooling that it was embedded with. */
export const models = z.array(z.object({ model: z.string(), pooling })).parse(readJson('expected/index.json'));

/** The encoder's thread, as source: Node strips the types. */
export const workerUrl = new URL('../../src/language-model/encoder/encoder-worker.ts', import.meta.url);

/** Token ids of all texts. */
export function expectedIds(model: string): number[][] {
  return z.object({ token_ids: z.array(z.array(z.number())) }).parse(readJson(`expected/${model}.json`)).token_ids;
}

/** Embeddings of all texts, `[97, d]`. */
export function expectedEmbeddings(name: string): Float32Array {
  const bytes = readFileSync(join(golden, 'expected', `${name}.npy`));
  // NumPy's format 1.0: magic and version (8 bytes), length of the header (2), header, data.
  const begin = 10 + bytes.readUInt16LE(8);
  if (!bytes.toString('latin1', 10, begin).includes("'<f4'")) throw new Error(`${name} is not float32`);
  return new Float32Array(Uint8Array.from(bytes.subarray(begin)).buffer);
}

/** A folder as a repository; `id` where its name matters. */
export function folderFiles(folder: string, id = folder): RepositoryFiles {
  return {
    id,
    revision: 'test',
    path: async (name) => (existsSync(join(folder, name)) ? join(folder, name) : null),
    has: async (name) => existsSync(join(folder, name)),
  };
}

/** A golden model as a repository. */
export function modelFiles(model: string): RepositoryFiles {
  return folderFiles(join(golden, 'models', model), model);
}

/** Loads a model, hands it to `use`, and closes it. */
export async function withModel<Result>(
  files: RepositoryFiles,
  options: { pooling?: Pooling; threads?: number; budget?: number; device?: Device },
  use: (model: LanguageModel) => Promise<Result>,
): Promise<Result> {
  const signal = new AbortController().signal;
  const model = await loadLanguageModel({ threads: 1, ...options, files, workerUrl, signal });
  try {
    return await use(model);
  } finally {
    await model.close();
  }
}

/** The largest absolute difference; NaN where lengths differ or anything is not a number. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(golden, path), 'utf8'));
}
