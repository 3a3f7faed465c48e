import { join } from 'node:path';
import { readEsm } from '../../../src/esm/read-esm.ts';
import { sampleHub } from '../../engine-fixture.ts';
import { type FakeRepository, makeRepository, readRepositories } from '../../fakes/hub/repository.ts';
import { uniform } from '../../logme/random-problem.ts';

const d = 128;

/** How the weights of a map lie in their file. */
export interface WeightsLayout {
  dtype: 'F32' | 'F16' | 'BF16';
  /** Default: first, as safetensors writes it. */
  bias?: 'first' | 'last' | 'none';
}

/**
 * The base model of the sample Hub with so many maps, each of two of its maps put together, so that all differ. More than a first look makes whole, from 101 on.
 *
 * @param layoutOf of each map. Default: float32
 */
export async function manyMaps(
  count: number,
  layoutOf: (index: number) => WeightsLayout = () => ({ dtype: 'F32' }),
): Promise<FakeRepository[]> {
  const samples = readRepositories(sampleHub);
  const base = samples.filter(({ id }) => id === 'samples/bert-tiny-debian');
  const maps = samples.filter(({ id }) => id.startsWith('samples/ESM_')).sort((a, b) => (a.id < b.id ? -1 : 1));
  const weights = await Promise.all(maps.map(({ id }) => weightsOf(id)));
  const next = uniform(7);
  const made = Array.from({ length: count }, (_, index) => {
    const name = `many/ESM_task-${String(index).padStart(3, '0')}`;
    const one = weights[index % weights.length];
    const other = weights[Math.floor(next() * weights.length)];
    if (one === undefined || other === undefined) throw new Error('the sample Hub has no maps');
    const share = 0.6 + 0.3 * next();
    const mix = (a: Float32Array, b: Float32Array) => a.map((value, i) => share * value + (1 - share) * (b[i] ?? 0));
    const file = weightsFile(mix(one.weight, other.weight), mix(one.bias, other.bias), layoutOf(index));
    return makeRepository('model', name, { ...smallFiles(index), 'model.safetensors': file }, count - index);
  });
  return [...base, ...made];
}

async function weightsOf(id: string) {
  const folder = join(sampleHub, 'models', id);
  const files = { config: join(folder, 'config.json'), weights: join(folder, 'model.safetensors') };
  const { weight, bias } = (await readEsm({ repo: id, files, dimension: d })).weights;
  return { weight, bias: bias ?? new Float32Array(d) };
}

function smallFiles(index: number) {
  const task = `many/task-${index}`;
  const config = { base_model_name: 'samples/bert-tiny-debian', task_id: task, task_subset: 'own', version: '0.2.0' };
  const card = `---\nbase_model: samples/bert-tiny-debian\ndatasets:\n- ${task}\nlanguage: en\ntags:\n- embedding_space_map\n---\n`;
  return { 'config.json': JSON.stringify({ ...config, num_examples: 1000 + index }), 'README.md': card };
}

/** As safetensors writes it, or with the bias elsewhere. */
export function weightsFile(weight: Float32Array, bias: Float32Array, { dtype, bias: where = 'first' }: WeightsLayout) {
  const tensors = {
    weight: { name: 'model.weight', shape: [d, d], bytes: asBytes(weight, dtype) },
    bias: { name: 'model.bias', shape: [d], bytes: asBytes(bias, dtype) },
  };
  const order = { first: ['bias', 'weight'], last: ['weight', 'bias'], none: ['weight'] } as const;
  let offset = 0;
  const header: Record<string, object> = {};
  for (const part of order[where]) {
    const { name, shape, bytes } = tensors[part];
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...order[where].map((part) => tensors[part].bytes)]);
}

function asBytes(values: Float32Array, dtype: WeightsLayout['dtype']): Buffer {
  if (dtype === 'F32') return Buffer.from(values.slice().buffer);
  const bits = new Uint32Array(values.slice().buffer);
  const halves = Uint16Array.from(values, (value, i) =>
    dtype === 'BF16' ? (bits[i] ?? 0) >>> 16 : float16Bits(value),
  );
  return Buffer.from(halves.buffer);
}

/** Of numbers between 2^-14 and 65,504; smaller ones are 0. */
function float16Bits(value: number): number {
  const size = Math.abs(value);
  const sign = value < 0 ? 0x8000 : 0;
  if (size < 2 ** -14) return sign;
  const exponent = Math.floor(Math.log2(size));
  const fraction = Math.round((size / 2 ** exponent - 1) * 1024);
  return sign + ((exponent + 15) << 10) + fraction;
}
