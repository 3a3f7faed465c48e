import { lengthBytes } from './header.ts';

/** A tensor to be written. */
export interface NewTensor {
  name: string;
  dtype: 'F32' | 'BF16';
  /** Sizes, outermost first. */
  shape: readonly number[];
  /** Its numbers, row-major. */
  values: Float32Array;
}

/** Data begins at a multiple of this, so that readers can map it into memory (github.com/huggingface/safetensors, "Format"). */
const alignment = 8;

/** What the metadata of such a file says: transformers and others refuse one without. */
const metadata = { format: 'pt' };

/** A safetensors file of these tensors, in their order. */
export function formatSafetensors(tensors: readonly NewTensor[]): Uint8Array<ArrayBuffer> {
  const data = tensors.map(({ values, dtype }) => (dtype === 'F32' ? float32Bytes(values) : bfloat16Bytes(values)));
  let offset = 0;
  const entries = tensors.map(({ name, dtype, shape }, index) => {
    const begin = offset;
    offset += data[index]?.byteLength ?? 0;
    return [name, { dtype, shape, data_offsets: [begin, offset] }] as const;
  });
  const table = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const headerBytes = Math.ceil((lengthBytes + table.byteLength) / alignment) * alignment;
  const file = new Uint8Array(headerBytes + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes - lengthBytes), true);
  file.fill(0x20, lengthBytes, headerBytes).set(table, lengthBytes);
  let at = headerBytes;
  for (const bytes of data) {
    file.set(bytes, at);
    at += bytes.byteLength;
  }
  return file;
}

function float32Bytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The upper half of each float32, rounded to the nearest, ties to even. Not a number stays that. */
function bfloat16Bytes(values: Float32Array): Uint8Array {
  const bits = new Uint32Array(values.slice().buffer);
  const halves = new Uint16Array(bits.length);
  for (let i = 0; i < bits.length; i++) {
    const value = bits[i] ?? 0;
    const notANumber = (value & 0x7fff_ffff) > 0x7f80_0000;
    halves[i] = notANumber ? (value >>> 16) | 0x40 : (value + 0x7fff + ((value >>> 16) & 1)) >>> 16;
  }
  return new Uint8Array(halves.buffer);
}
