import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { damaged } from '../damaged.ts';

/** A workbook has a few parts, some hundred where it has many sheets and pictures. */
const PARTS_LIMIT = 20_000;

/** No part that people write unpacks to more than this and to so many times its size: a million rows are some 0.5 GB, twenty times. */
const UNPACKED_LIMIT_BYTES = 1 << 28;
const RATIO_LIMIT = 200;

/** The parts of a spreadsheet file, which is a ZIP archive: read one at a time as a stream, from where they stand in the file. */
export class ZipParts {
  readonly file: string;
  readonly #format: DatasetFormat;
  readonly #source: ByteSource;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(source: ByteSource, format: DatasetFormat, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.file = source.name;
    this.#format = format;
    this.#source = source;
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * @param source Its length is known.
   * @throws ProblemError `dataset-truncated-file`, `dataset-damaged-file`; those of the source.
   */
  static async open(source: ByteSource, format: DatasetFormat): Promise<ZipParts> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.byteLength ?? 0, {
        autoClose: false,
      });
      if (zip.entryCount > PARTS_LIMIT) throw new Error(`it has ${zip.entryCount} parts`);
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new ZipParts(source, format, zip, entries);
    } catch (cause) {
      if (cause instanceof Error && /end of central directory/i.test(cause.message)) {
        const facts = { file: source.name, format, row: null };
        throw new ProblemError({ area: 'dataset', code: 'dataset-truncated-file', ...facts }, { cause });
      }
      throw damaged(source.name, format, cause);
    }
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /**
   * The bytes of a part, unpacked.
   * @throws ProblemError `dataset-damaged-file`, `dataset-protected-spreadsheet`, `dataset-unpacks-too-large`, `run-cancelled`.
   */
  async *chunks(part: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(part);
    if (entry === undefined) throw this.problem(new Error(`its part ${part} is missing`));
    this.#check(entry);
    let bytes = 0;
    let sum = 0;
    try {
      const { fileDataStart: start } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
      const packed = this.#source.stream({ start, end: start + entry.compressedSize, signal });
      for await (const chunk of entry.compressionMethod === 0 ? packed : inflated(packed)) {
        throwIfCancelled(signal);
        bytes += chunk.length;
        if (bytes > entry.uncompressedSize) throw new Error(`its part ${part} is larger than it says`);
        sum = zlib.crc32(chunk, sum);
        yield chunk;
      }
    } catch (cause) {
      throw this.problem(cause);
    }
    if (bytes === entry.uncompressedSize && sum === entry.crc32) return;
    throw this.problem(new Error(`its part ${part} is not what was written`));
  }

  /** What is wrong with the inside of the file. */
  problem(cause: unknown): ProblemError {
    return damaged(this.file, this.#format, cause);
  }

  #check(entry: Entry): void {
    if (entry.isEncrypted()) {
      throw new ProblemError({ area: 'dataset', code: 'dataset-protected-spreadsheet', file: this.file });
    }
    const { fileName: part, compressedSize, uncompressedSize: bytes, compressionMethod: method } = entry;
    if (method !== 0 && method !== 8)
      throw this.problem(new Error(`its part ${part} is packed by the method ${method}`));
    if (bytes <= UNPACKED_LIMIT_BYTES || bytes <= compressedSize * RATIO_LIMIT) return;
    const facts = { file: this.file, part, bytes, packedBytes: compressedSize };
    throw new ProblemError({ area: 'dataset', code: 'dataset-unpacks-too-large', ...facts });
  }
}

/** The directory of the archive is read from the source piece by piece. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#source.slice(position, position + length).then((bytes) => {
      buffer.set(bytes, offset);
      callback(bytes.length < length ? new Error('the file ends before') : null);
    }, callback);
  }
}

async function* inflated(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpack = zlib.createInflateRaw({ chunkSize: 1 << 16 });
  const from = Readable.from(packed, { objectMode: false, highWaterMark: 1 << 16 });
  from.once('error', (error) => unpack.destroy(error));
  from.pipe(unpack);
  try {
    for await (const chunk of unpack) yield Buffer.from(chunk);
  } finally {
    from.destroy();
    unpack.destroy();
  }
}
