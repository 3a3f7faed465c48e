import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The sample of a tuned model, as `save_pretrained` of the bare encoder writes it. */
export const sampleTuned = join(import.meta.dirname, '../../../samples/training/bert-tiny-debian-use');

/** Texts of the task that it was tuned on, and texts of all kinds. */
export const taskTexts = join(import.meta.dirname, '../../../samples/training/package-use.csv');
export const generalTexts = join(import.meta.dirname, '../../../samples/training/general-texts.csv');

const entry = z.object({
  dtype: z.string(),
  shape: z.array(z.number()),
  data_offsets: z.tuple([z.number(), z.number()]),
});
type Tensors = Map<string, { dtype: string; shape: number[]; bytes: Buffer }>;

/** Copies the sample into a new folder. */
export function copyTuned(folder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(sampleTuned, folder, { recursive: true });
  return folder;
}

/** Makes a copy what `Trainer` saves of `BertForSequenceClassification` without its tokenizer: a prefix, and a head. */
export function asClassifier(folder: string): void {
  const tensors = readTensors(folder);
  const renamed: Tensors = new Map([...tensors].map(([name, tensor]) => [`bert.${name}`, tensor]));
  renamed.set('classifier.weight', { dtype: 'F32', shape: [3, 128], bytes: Buffer.alloc(4 * 3 * 128, 1) });
  writeTensors(join(folder, 'model.safetensors'), renamed);
  editConfig(folder, { architectures: ['BertForSequenceClassification'] });
  for (const name of readdirSync(folder)) if (name.startsWith('tokenizer')) rmSync(join(folder, name));
}

/** Cuts the weights of a copy into two files. */
export function asShards(folder: string): void {
  const tensors = [...readTensors(folder)];
  const half = Math.ceil(tensors.length / 2);
  const files = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
  writeTensors(join(folder, files[0]), new Map(tensors.slice(0, half)));
  writeTensors(join(folder, files[1]), new Map(tensors.slice(half)));
  const weight_map = Object.fromEntries(tensors.map(([name], index) => [name, files[index < half ? 0 : 1]]));
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map }));
  rmSync(join(folder, 'model.safetensors'));
}

/** Changes settings in config.json of a copy. */
export function editConfig(folder: string, settings: Record<string, unknown>): void {
  const path = join(folder, 'config.json');
  writeFileSync(
    path,
    JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8'))), ...settings }),
  );
}

function readTensors(folder: string): Tensors {
  const file = readFileSync(join(folder, 'model.safetensors'));
  const begin = 8 + Number(file.readBigUInt64LE());
  const header = z.record(z.string(), z.unknown()).parse(JSON.parse(file.toString('utf8', 8, begin)));
  const tensors: Tensors = new Map();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: at } = entry.parse(value);
    tensors.set(name, { dtype, shape, bytes: file.subarray(begin + at[0], begin + at[1]) });
  }
  return tensors;
}

function writeTensors(path: string, tensors: Tensors): void {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const [name, { dtype, shape, bytes }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(path, Buffer.concat([length, text, ...[...tensors.values()].map(({ bytes }) => bytes)]));
}
