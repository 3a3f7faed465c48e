import { isUtf8 } from 'node:buffer';
import { assembleLists } from 'hyparquet/src/assemble.js';
import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { ColumnDecoder, DataPage, DecodedArray, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { checkDeltaHeader, checkRuns } from './check-runs.ts';

/** A page of a column: its header, and its bytes as they lie in the file. */
export interface RawPage {
  header: PageHeader;
  bytes: Uint8Array;
}

/** The values of a dictionary page, text as strings. */
export function decodeDictionary({ header, bytes }: RawPage, decoder: ColumnDecoder): DecodedArray {
  const count = header.dictionary_page_header?.num_values ?? 0;
  const page = decompressPage(bytes, header.uncompressed_page_size, decoder.codec, decoder.compressors);
  const reader = { view: viewOf(page), offset: 0 };
  const values = convert(readPlain(reader, decoder.type, count, decoder.element.type_length), decoder);
  return Array.isArray(values) ? values.map(textOfBytes) : values;
}

/** Bytes that are text as a string; some writers leave out that a column of bytes is one of text. Other values stay. */
export function textOfBytes(value: unknown): unknown {
  return value instanceof Uint8Array && isUtf8(value) ? bufferOf(value).toString('utf8') : value;
}

/**
 * The values of a data page of a flat column, null or undefined where there are none: what hyparquet's own `readPage` gives, with
 * the lengths that it trusts checked before.
 * @throws Error for damage of any kind.
 */
export function decodeData(
  page: RawPage,
  decoder: ColumnDecoder,
  dictionary: DecodedArray | undefined,
  nullable: boolean,
): DecodedArray {
  const encoding = page.header.data_page_header?.encoding ?? page.header.data_page_header_v2?.encoding;
  if (!encoding) throw new Error(`a page of the type ${page.header.type}`);
  const content =
    page.header.type === 'DATA_PAGE_V2' ? readVersion2(page, decoder, nullable) : readVersion1(page, decoder, nullable);
  const values = convertWithDictionary(content.dataPage, dictionary, encoding, decoder);
  return assembleLists([], content.definitionLevels, content.repetitionLevels, values, decoder.schemaPath);
}

/** Definition levels after their length, then the values; all of it packed. */
function readVersion1({ header, bytes }: RawPage, decoder: ColumnDecoder, nullable: boolean): DataPage {
  const { data_page_header: facts, uncompressed_page_size: size } = header;
  if (!facts) throw new Error('a data page without its header');
  const page = decompressPage(bytes, size, decoder.codec, decoder.compressors);
  const levels = nullable ? viewOf(page).getUint32(0, true) : 0;
  const start = nullable ? 4 + levels : 0;
  if (nullable) checkRuns(page.subarray(4, start), 1, facts.num_values);
  checkValues(page.subarray(start), facts.encoding, decoder, facts.num_values, 4);
  return readDataPage(page, facts, decoder);
}

/** Definition levels, not packed, then the values, packed or not. */
function readVersion2({ header, bytes }: RawPage, decoder: ColumnDecoder, nullable: boolean): DataPage {
  const { data_page_header_v2: facts, uncompressed_page_size: size } = header;
  if (!facts) throw new Error('a data page without its header');
  const { definition_levels_byte_length: definition, repetition_levels_byte_length: repetition } = facts;
  const start = definition + repetition;
  if (!(definition >= 0 && repetition >= 0 && start <= bytes.length)) throw new Error(`levels of ${start} bytes`);
  if (nullable) checkRuns(bytes.subarray(repetition, start), 1, facts.num_values);
  const packed = bytes.subarray(start);
  const values =
    facts.is_compressed === false ? packed : decompressPage(packed, size - start, decoder.codec, decoder.compressors);
  checkValues(values, facts.encoding, decoder, facts.num_values, 0);
  const page = Buffer.concat([bytes.subarray(0, start), values]);
  return readDataPageV2(page, { ...header, data_page_header_v2: { ...facts, is_compressed: false } }, decoder);
}

/** @param lengthBytes Bytes before the runs of truth values that hold their length. */
function checkValues(
  bytes: Uint8Array,
  encoding: Encoding,
  { type }: ColumnDecoder,
  count: number,
  lengthBytes: number,
): void {
  if (encoding === 'RLE' || (type === 'BOOLEAN' && encoding !== 'PLAIN'))
    checkRuns(bytes.subarray(lengthBytes), 1, count);
  else if (encoding.endsWith('_DICTIONARY')) checkRuns(bytes.subarray(1), bytes[0] ?? 0, count);
  else if (encoding === 'DELTA_BINARY_PACKED' && type === 'INT64') checkDeltaHeader(bytes);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
