import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from '../protocol/error-code.ts';
import { ProblemError } from '../protocol/problem.ts';
import { formatSafetensors, type NewTensor } from '../safetensors/format-safetensors.ts';
import { formatCard } from './card.ts';
import type { NewEsmConfig } from './config-file.ts';
import { makeFolder } from './make-folder.ts';

/** Type of the numbers that a map is saved in. bfloat16 halves the size and leaves rankings as they are. */
export type EsmDtype = 'float32' | 'bfloat16';

/** A map that was just made. */
export interface NewEsm {
  /** `[d, d]` row-major, one row per output dimension: F = X · weightᵀ + bias. */
  weight: Float32Array | Float64Array;
  /** `[d]`. */
  bias: Float32Array | Float64Array;
  /** d. */
  dimension: number;
  /** Default: float32. */
  dtype?: EsmDtype;
  /** For config.json and the card. Architecture and dimension are filled in. */
  metadata: NewEsmConfig;
  /** For the card, as the Hub names licences. Default: apache-2.0. */
  license?: string;
}

/** Files of a map by name. */
export type EsmFileContents = Record<string, Uint8Array | string>;

/**
 * Writes a map as `save_pretrained` and this program read it: config.json, model.safetensors (`model.weight`, `model.bias`) and README.md.
 * A new folder appears whole or not at all; in one that is there the three files are replaced, each whole, the rest of it is left alone.
 *
 * @throws {ProblemError} esm-not-finite; run-output-not-written where the disk refuses
 */
export async function writeEsm(folder: string, esm: NewEsm): Promise<void> {
  await writeEsmFiles(folder, { 'model.safetensors': formatEsmWeights(folder, esm), ...describingFiles(esm) });
}

/** The weights of a map as a file. @throws {ProblemError} esm-not-finite */
export function formatEsmWeights(
  repo: string,
  { weight, bias, dimension, dtype = 'float32' }: Pick<NewEsm, 'weight' | 'bias' | 'dimension' | 'dtype'>,
): Uint8Array<ArrayBuffer> {
  const name = dtype === 'float32' ? 'F32' : 'BF16';
  const tensors: NewTensor[] = [
    { name: 'model.bias', dtype: name, shape: [dimension], values: Float32Array.from(bias) },
    { name: 'model.weight', dtype: name, shape: [dimension, dimension], values: Float32Array.from(weight) },
  ];
  const finite = tensors.every(({ values }) => values.every(Number.isFinite));
  if (!finite) throw new ProblemError({ area: 'esm', code: 'esm-not-finite', repo });
  return formatSafetensors(tensors);
}

/** config.json as text: keys in order, as the reference writes them. */
export function formatConfig(config: object): string {
  const sorted = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/**
 * Writes files into a folder, which is made if it is not there: all of them, or in a new folder none.
 *
 * @throws {ProblemError} run-output-not-written
 */
export async function writeEsmFiles(folder: string, files: EsmFileContents): Promise<void> {
  const target = resolve(folder);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.incomplete`);
  try {
    await makeFolder(temporary);
    for (const [name, content] of Object.entries(files)) await writeDurably(join(temporary, name), content);
    if (await isAbsentOrEmpty(target)) await replaceEmpty(temporary, target);
    else for (const name of Object.keys(files)) await rename(join(temporary, name), join(target, name));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'run', code: 'run-output-not-written', file: folder, reason }, { cause });
  } finally {
    // Where the folder could not even be made there is nothing to remove.
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

function describingFiles({ metadata, dimension, license }: NewEsm): EsmFileContents {
  const config: NewEsmConfig = {
    version: '0.2.0',
    ...metadata,
    esm_architecture: 'linear',
    esm_embedding_dim: dimension,
  };
  return {
    'config.json': formatConfig(config),
    'README.md': formatCard(config, license === undefined ? {} : { license }),
  };
}

async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  return found === null || (found.isDirectory() && (await readdir(folder)).length === 0);
}

/** Windows renames no folder over another, even an empty one. */
async function replaceEmpty(temporary: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await rename(temporary, target);
}
