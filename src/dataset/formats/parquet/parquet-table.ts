import { isUtf8 } from 'node:buffer';
import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { ColumnDecoder, DecodedArray } from 'hyparquet/src/types.js';
import { ProblemError } from '../../../protocol/problem.ts';
import type { ByteSource } from '../../byte-source.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { classNamesOf } from '../../hugging-face-features.ts';
import type { Column, Row, Table } from '../../table.ts';
import { Opaque, toValue, type Value } from '../../values.ts';
import { damaged } from '../damaged.ts';
import { BATCH_ROWS } from '../reading-limits.ts';
import { declaredKind } from './column-kind.ts';
import { type ColumnChunk, columnPages } from './column-pages.ts';
import { joinColumns } from './join-columns.ts';
import { pageCompressors } from './page-compression.ts';

/** A Parquet file with its footer read. */
interface ParquetFile {
  source: ByteSource;
  metadata: FileMetaData;
  schema: SchemaTree;
  columns: Column[];
}

/**
 * A Parquet file as a table. Only the bytes of the wanted columns are read, a page at a time.
 * @throws ProblemError `dataset-truncated-file`, `dataset-damaged-file`, `dataset-no-rows`.
 */
export async function openParquet(source: ByteSource, signal?: AbortSignal): Promise<Table> {
  const file = await readFooter(source, signal);
  if (file.metadata.num_rows === 0n) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: source.name });
  }
  return {
    format: 'parquet',
    columns: file.columns,
    columnsComplete: true,
    rowCount: Number(file.metadata.num_rows),
    untyped: false,
    warnings: [],
    rows: (columns, options) => readRows(file, columns, options?.signal),
  };
}

async function readFooter(source: ByteSource, signal?: AbortSignal): Promise<ParquetFile> {
  const byteLength = source.byteLength ?? 0;
  const end = Buffer.from(await source.slice(Math.max(0, byteLength - 4), byteLength)).toString('latin1');
  throwIfCancelled(signal);
  if (end !== 'PAR1') {
    const problem = { area: 'dataset', code: 'dataset-truncated-file', file: source.name, format: 'parquet' } as const;
    throw new ProblemError({ ...problem, row: null });
  }
  try {
    const slice = async (start: number, until?: number) =>
      toArrayBuffer(await source.slice(start, until ?? byteLength));
    const metadata = await parquetMetadataAsync({ byteLength, slice });
    const schema = parquetSchema(metadata);
    checkRowCounts(metadata);
    return { source, metadata, schema, columns: columnsOf(metadata, schema) };
  } catch (error) {
    throw damaged(source.name, 'parquet', error);
  }
}

function checkRowCounts({ num_rows: rows, row_groups: groups }: FileMetaData): void {
  const sum = groups.reduce((before, group) => before + group.num_rows, 0n);
  if (sum !== rows || groups.some((group) => group.num_rows < 0n)) {
    throw new Error(`row groups of ${sum} rows in a file of ${rows}`);
  }
}

function toArrayBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
}

function columnsOf(metadata: FileMetaData, schema: SchemaTree): Column[] {
  const classNames = classNamesOf(metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value);
  return schema.children.map((child) => {
    const { name } = child.element;
    const names = classNames.get(name) ?? null;
    const kind = declaredKind(child);
    return { name, kind: names && kind === 'integer' ? 'class-label' : kind, classNames: names };
  });
}

async function* readRows(file: ParquetFile, names: readonly string[], signal?: AbortSignal): AsyncGenerator<Row[]> {
  let rowsBefore = 0;
  try {
    for (const group of file.metadata.row_groups) {
      const groupRows = Number(group.num_rows);
      const columns = names.map((name) => groupColumn(file, group, name));
      yield* joinColumns(columns, rowsBefore, groupRows, signal);
      rowsBefore += groupRows;
    }
  } catch (error) {
    throw damaged(file.source.name, 'parquet', error);
  }
}

/** The pages of a column in one row group; null where the column is absent, which gives no values. */
function groupColumn(file: ParquetFile, group: RowGroup, name: string): AsyncGenerator<Value[]> | null {
  const node = file.schema.children.find(({ element }) => element.name === name);
  const chunk = group.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name);
  if (!node || !chunk) return null;
  const kind = declaredKind(node);
  if (kind === 'list' || kind === 'struct') return opaqueValues(kind, Number(group.num_rows));
  const { meta_data: meta, file_path: otherFile } = chunk;
  if (!meta || otherFile) throw new Error('a column lies in another file');
  const decoder: ColumnDecoder = {
    ...meta,
    pathInSchema: meta.path_in_schema,
    element: node.element,
    schemaPath: [file.schema, node],
    compressors: pageCompressors(),
    parsers: { ...DEFAULT_PARSERS, jsonFromBytes: DEFAULT_PARSERS.stringFromBytes },
    utf8: false,
  };
  return valuePages(columnPages(file.source, columnChunk(file.source, group, meta), decoder), kind === 'float');
}

function columnChunk(source: ByteSource, group: RowGroup, meta: ColumnMetaData): ColumnChunk {
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? Math.min(dictionary, Number(meta.data_page_offset)) : Number(meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (start >= 4 && end <= (source.byteLength ?? 0)) return { start, end, rows: Number(group.num_rows) };
  throw new Error(`a column lies at bytes ${start} to ${end}, outside the file`);
}

/** Lists and objects can be neither text nor label: that there are some is all that is told of them. */
async function* opaqueValues(kind: 'list' | 'struct', count: number): AsyncGenerator<Value[]> {
  const opaque = new Opaque(kind, '');
  for (let i = 0; i < count; i += BATCH_ROWS) {
    yield new Array<Value>(Math.min(BATCH_ROWS, count - i)).fill(opaque);
  }
}

async function* valuePages(pages: AsyncIterable<DecodedArray>, float: boolean): AsyncGenerator<Value[]> {
  for await (const page of pages) {
    const values = new Array<Value>(page.length);
    for (let i = 0; i < page.length; i++) values[i] = toValue(textOfBytes(page[i]), { float });
    yield values;
  }
}

/** Some writers leave out that a byte array is text. */
function textOfBytes(value: unknown): unknown {
  return value instanceof Uint8Array && isUtf8(value) ? Buffer.from(value).toString('utf8') : value;
}
