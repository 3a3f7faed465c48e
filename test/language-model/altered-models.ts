import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { parseHeader } from '../../src/safetensors/header.ts';
import { golden } from './golden-models.ts';

/** A temporary folder; it goes away with the test that asked for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'language-model-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A copy of a golden model with some files replaced (null: taken away). Gives its folder. */
export function alteredModel(model: string, files: Record<string, string | Uint8Array | null>): string {
  const folder = join(temporaryFolder(), model);
  cpSync(join(golden, 'models', model), folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (content === null) rmSync(path);
    else writeFileSync(path, content);
  }
  return folder;
}

/** A JSON file of a golden model with some keys replaced (undefined: taken away). */
export function alteredJson(model: string, file: string, keys: Record<string, unknown>): string {
  const content = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(pathOf(model, file), 'utf8')));
  return JSON.stringify({ ...content, ...keys });
}

/** A tensor as a safetensors file is written from it. */
export interface WritableTensor {
  dtype: string;
  shape: readonly number[];
  bytes: Uint8Array;
}

/** The tensors of a golden model's single file. */
export function tensorsOf(model: string): Map<string, WritableTensor> {
  const bytes = readFileSync(pathOf(model, 'model.safetensors'));
  const table = parseHeader(bytes, bytes.length);
  return new Map(
    [...table].map(([name, { dtype, shape, begin, end }]) => [
      name,
      { dtype, shape, bytes: bytes.subarray(begin, end) },
    ]),
  );
}

/** A safetensors file of these tensors. `padding`: spaces after the header, so that no tensor is aligned. */
export function safetensorsFile(tensors: ReadonlyMap<string, WritableTensor>, padding = 0): Uint8Array {
  let at = 0;
  const table = [...tensors].map(([name, { dtype, shape, bytes }]) => {
    const begin = at;
    at += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, at] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(table)) + ' '.repeat(padding));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...[...tensors.values()].map(({ bytes }) => bytes)]);
}

/** Copies a file of a golden model. */
export function copyModelFile(model: string, file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(pathOf(model, file), to);
}

function pathOf(model: string, file: string): string {
  return join(golden, 'models', model, file);
}
