import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { readTensor } from '../safetensors/read-tensor.ts';
import { bytesOfType, headerBytes, type NpyHeader, parseNpyHeader, prefixBytes } from './npy-header.ts';
import { NpzError, type NpzFault } from './npz-error.ts';

/** An open NumPy archive, as `np.savez` and `np.savez_compressed` write it. Only the arrays that are asked for are read, and nothing is unpickled. */
export class NpzFile implements AsyncDisposable {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws {NpzError} missing, is-folder, no-permission, not-zip */
  static async open(path: string): Promise<NpzFile> {
    const entries = new Map<string, Entry>();
    const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    try {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    } catch (cause) {
      zip.close();
      throw unreadable(cause);
    }
    return new NpzFile(zip, entries);
  }

  /** What an array is. @throws {NpzError} no-array, and what its header is wrong by */
  async header(array: string): Promise<NpyHeader> {
    const chunks = this.#chunks(array);
    try {
      return (await readHeader(array, new ByteQueue(chunks))).header;
    } finally {
      await chunks.return(undefined);
    }
  }

  /**
   * The rows of an array in order, `rows` at a time (fewer at the end), as float32.
   *
   * @throws {NpzError} as of the header; cut-off where it ends before its last row
   */
  async *rows(array: string, rows: number): AsyncGenerator<Float32Array, void, undefined> {
    const chunks = this.#chunks(array);
    try {
      const queue = new ByteQueue(chunks);
      const { header } = await readHeader(array, queue);
      const { type, columns } = header;
      for (let begin = 0; begin < header.rows; begin += rows) {
        const numbers = Math.min(rows, header.rows - begin) * columns;
        const bytes = await queue.take(numbers * bytesOfType[type]);
        if (bytes === null) throw new NpzError('cut-off', array, '');
        yield asFloat32(bytes, type, numbers);
      }
    } finally {
      await chunks.return(undefined);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#zip.close();
  }

  async *#chunks(array: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#entries.get(`${array}.npy`);
    if (entry === undefined) throw new NpzError('no-array', array, [...this.#entries.keys()].join(', '));
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        if (chunk instanceof Uint8Array) yield chunk;
      }
    } catch (cause) {
      if (cause instanceof NpzError) throw cause;
      throw new NpzError('cut-off', array, cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }
}

async function readHeader(array: string, queue: ByteQueue): Promise<{ header: NpyHeader }> {
  const start = await queue.take(prefixBytes);
  if (start === null) throw new NpzError('not-an-array', array, '');
  const rest = await queue.take(headerBytes(array, start) - prefixBytes);
  if (rest === null) throw new NpzError('cut-off', array, '');
  return { header: parseNpyHeader(array, Buffer.concat([start, rest])) };
}

function asFloat32(bytes: Uint8Array, type: NpyHeader['type'], numbers: number): Float32Array {
  if (type === '<f8') return Float32Array.from(new Float64Array(Uint8Array.from(bytes).buffer));
  const dtype = type === '<f4' ? 'F32' : 'F16';
  return readTensor(bytes, { name: type, dtype, shape: [numbers], begin: 0, end: bytes.length });
}

const faults: Partial<Record<string, NpzFault>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'is-folder',
  EACCES: 'no-permission',
};

function unreadable(cause: unknown): NpzError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const detail = cause instanceof Error ? cause.message : String(cause);
  const fault = faults[code];
  return new NpzError(fault ?? 'not-zip', null, fault === undefined ? detail : '', { cause });
}

/** Bytes of a stream, taken by so many as are needed. */
class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array[] = [];
  #length = 0;

  constructor(chunks: AsyncIterator<Uint8Array>) {
    this.#chunks = chunks;
  }

  /** The next `count` bytes; null where the stream ends before. */
  async take(count: number): Promise<Uint8Array | null> {
    while (this.#length < count) {
      const { done, value } = await this.#chunks.next();
      if (done) return null;
      this.#waiting.push(value);
      this.#length += value.length;
    }
    const all = this.#waiting.length === 1 ? (this.#waiting[0] ?? new Uint8Array()) : Buffer.concat(this.#waiting);
    this.#waiting = [all.subarray(count)];
    this.#length -= count;
    return all.subarray(0, count);
  }
}
