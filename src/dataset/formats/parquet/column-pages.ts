import { parquetHeader } from 'hyparquet/src/column.js';
import type { ColumnDecoder, CompressionCodec, DataReader, DecodedArray, PageHeader } from 'hyparquet/src/types.js';
import type { ByteSource } from '../../sources/byte-source.ts';
import { decodeData, decodeDictionary } from './decode-page.ts';
import { largestPage } from './page-compression.ts';

/** Bytes that are read at a time, where pages are smaller. */
const WINDOW_BYTES = 1 << 20;

/** Where a column of one row group lies in the file. */
export interface ColumnChunk {
  start: number;
  end: number;
  /** Rows of the row group: the column has as many values. */
  rows: number;
}

/**
 * The values of a flat column in one row group, page by page, so that a row group of any size takes the memory of a page (and
 * of the column's dictionary). hyparquet's own reading loop holds the whole column chunk; its decoders are used here.
 * @throws Error for damage of any kind.
 */
export async function* columnPages(
  source: ByteSource,
  chunk: ColumnChunk,
  decoder: ColumnDecoder,
): AsyncGenerator<DecodedArray> {
  const window = new ChunkWindow(source, chunk);
  let rowsLeft = chunk.rows;
  let dictionary: DecodedArray | undefined;
  const nullable = decoder.element.repetition_type !== 'REQUIRED';
  while (window.remaining > 0) {
    const header = await window.readHeader();
    checkSizes(header, decoder.codec, window.remaining, rowsLeft);
    const page = { header, bytes: await window.take(header.compressed_page_size) };
    if (header.type === 'INDEX_PAGE') continue;
    if (header.type === 'DICTIONARY_PAGE') {
      dictionary = decodeDictionary(page, decoder);
      continue;
    }
    const values = decodeData(page, decoder, dictionary, nullable);
    rowsLeft -= values.length;
    yield values;
  }
}

/** A damaged header may ask for any size; what it can be, the surroundings tell. */
function checkSizes(header: PageHeader, codec: CompressionCodec, remaining: number, rowsLeft: number): void {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
  if (!(packed >= 0 && packed <= remaining)) throw new Error(`page of ${packed} bytes where ${remaining} are left`);
  if (!(unpacked >= 0 && unpacked <= largestPage(packed, codec))) {
    throw new Error(`page of ${packed} bytes, ${unpacked} unpacked`);
  }
  const values = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
  if (!(values >= 0 && values <= rowsLeft)) throw new Error(`page of ${values} values where ${rowsLeft} are left`);
  const entries = header.dictionary_page_header?.num_values ?? 0;
  if (!(entries >= 0 && entries <= unpacked)) throw new Error(`dictionary of ${entries} values in ${unpacked} bytes`);
}

/** A cursor over a column chunk that reads the file some way ahead. */
class ChunkWindow {
  readonly #source: ByteSource;
  readonly #end: number;
  /** Offset in the file of the next byte, and of the first byte in `#bytes`. */
  #position: number;
  #bytesStart: number;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource, { start, end }: ColumnChunk) {
    this.#source = source;
    this.#position = start;
    this.#bytesStart = start;
    this.#end = end;
  }

  get remaining(): number {
    return this.#end - this.#position;
  }

  /** The page header at the cursor. Its length is not known before it is read, so a failure may only mean too few bytes. */
  async readHeader(): Promise<PageHeader> {
    for (let ahead = 1 << 12; ; ahead *= 8) {
      const reader = await this.#peek(ahead);
      try {
        const header = parquetHeader(reader);
        this.#position += reader.offset;
        return header;
      } catch (error) {
        if (ahead >= this.remaining) throw error;
      }
    }
  }

  /** The next `length` bytes, which the cursor passes. */
  async take(length: number): Promise<Uint8Array> {
    const { view } = await this.#peek(length);
    if (view.byteLength < length) throw new Error('the file ends within a page');
    this.#position += length;
    return new Uint8Array(view.buffer, view.byteOffset, length);
  }

  async #peek(length: number): Promise<DataReader> {
    const wanted = Math.min(length, this.remaining);
    let from = this.#position - this.#bytesStart;
    if (from + wanted > this.#bytes.length) {
      const until = Math.min(this.#end, this.#position + Math.max(wanted, WINDOW_BYTES));
      this.#bytes = await this.#source.slice(this.#position, until);
      this.#bytesStart = this.#position;
      from = 0;
    }
    const { buffer, byteOffset, byteLength } = this.#bytes;
    return { view: new DataView(buffer, byteOffset + from, Math.min(wanted, byteLength - from)), offset: 0 };
  }
}
