import * as z from 'zod';
import { checkJsonLimits } from '../json/parse-json.ts';
import { SafetensorsError } from './safetensors-error.ts';

/**
 * Largest header that is read, in bytes. The format's own limit is 100 MB; the largest seen on real models is about 2 MB
 * (ten thousand tensors), so a larger one is damage.
 */
export const maxHeaderBytes = 25_000_000;

/** Bytes before the header: its length, a little-endian unsigned 64-bit number. */
export const lengthBytes = 8;

/** Where a tensor lies and how to read it. */
export interface Tensor {
  name: string;
  /** As the file names it: `F32`, `F16`, `BF16`, `I64`, … */
  dtype: string;
  /** Sizes, outermost first; row-major. Empty for one number. */
  shape: readonly number[];
  /** First byte, counted from the start of the file. */
  begin: number;
  /** One past the last byte. */
  end: number;
}

const size = z.number().int().nonnegative();
const tensorEntry = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });

/**
 * The length of the header, from the first eight bytes of a file.
 *
 * @throws {SafetensorsError} truncated, header-length
 */
export function headerLength(start: Uint8Array, limitBytes = maxHeaderBytes): number {
  if (start.byteLength < lengthBytes) throw new SafetensorsError('truncated', `${start.byteLength} bytes`);
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length === 0n || length > BigInt(limitBytes)) {
    throw new SafetensorsError('header-length', `the file says that its header has ${length} bytes`);
  }
  return Number(length);
}

/**
 * The table of tensors of a safetensors file (github.com/huggingface/safetensors, "Format"). Nothing is allocated by sizes that
 * the file states before they are held against its real size.
 *
 * @param start at least the first 8 + header length bytes of the file
 * @param fileBytes size of the whole file
 * @param limitBytes largest header that is read. Default: {@link maxHeaderBytes}
 * @throws {SafetensorsError}
 */
export function parseHeader(start: Uint8Array, fileBytes: number, limitBytes = maxHeaderBytes): Map<string, Tensor> {
  const length = headerLength(start, limitBytes);
  const dataBegin = lengthBytes + length;
  if (start.byteLength < dataBegin) {
    throw new SafetensorsError('truncated', `a header of ${length} bytes in a file of ${fileBytes}`);
  }
  const table = parseTable(start.subarray(lengthBytes, dataBegin));
  const tensors = Object.entries(table).filter(([name]) => name !== '__metadata__');
  return new Map(tensors.map(([name, entry]) => [name, tensorOf(name, entry, dataBegin, fileBytes)]));
}

/**
 * Holds a table against the format's rule that every byte of the data belongs to exactly one tensor, which its own library enforces
 * ("Format": no holes). Reading the tensors does not need it.
 *
 * @param fileBytes size of the whole file
 * @throws {SafetensorsError} offsets
 */
export function checkNoHoles(tensors: ReadonlyMap<string, Tensor>, start: Uint8Array, fileBytes: number): void {
  let at = lengthBytes + headerLength(start);
  for (const { name, begin, end } of [...tensors.values()].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw new SafetensorsError('offsets', `tensor ${name} begins at byte ${begin}, not at ${at}`);
    at = end;
  }
  if (at !== fileBytes) throw new SafetensorsError('offsets', `the tensors end at byte ${at} of ${fileBytes}`);
}

function parseTable(header: Uint8Array): Record<string, unknown> {
  let table: unknown;
  try {
    checkJsonLimits(header, { maxBytes: maxHeaderBytes });
    table = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch (cause) {
    throw new SafetensorsError('header-json', cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(table);
  if (!parsed.success) throw new SafetensorsError('header-shape', 'the header is not an object');
  return parsed.data;
}

function tensorOf(name: string, entry: unknown, dataBegin: number, fileBytes: number): Tensor {
  const parsed = tensorEntry.safeParse(entry);
  if (!parsed.success) throw new SafetensorsError('header-shape', `tensor ${name}: ${parsed.error.issues[0]?.message}`);
  const { dtype, shape, data_offsets: offsets } = parsed.data;
  const [begin, end] = [dataBegin + offsets[0], dataBegin + offsets[1]];
  if (begin > end) throw new SafetensorsError('offsets', `tensor ${name} ends before it begins`);
  if (end > fileBytes) {
    throw new SafetensorsError('truncated', `tensor ${name} ends at byte ${end} of a file of ${fileBytes}`);
  }
  return { name, dtype, shape, begin, end };
}
