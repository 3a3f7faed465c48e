import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { ColumnDecoder } from 'hyparquet/src/types.js';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { classNamesOf } from '../../table/hugging-face-features.ts';
import type { Column, Row, Table } from '../../table/table.ts';
import { Opaque, toValue } from '../../table/values.ts';
import { damaged } from '../damaged.ts';
import { BATCH_ROWS } from '../reading-limits.ts';
import { declaredKind } from './column-kind.ts';
import { type ColumnChunk, columnPages } from './column-pages.ts';
import { textOfBytes } from './decode-page.ts';
import { joinColumns, type PagedColumn } from './join-columns.ts';
import { pageCompressors } from './page-compression.ts';

/** Bytes at the end of a file that are read at once: most footers are smaller. */
const FOOTER_BYTES = 1 << 16;

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
    byteShare: (columns) => byteShare(file, columns),
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
    const metadata = await parquetMetadataAsync({ byteLength, slice }, { initialFetchSize: FOOTER_BYTES });
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
  const nodes = firstByName(file.schema.children, ({ element }) => element.name);
  let rowsBefore = 0;
  try {
    for (const group of file.metadata.row_groups) {
      const groupRows = Number(group.num_rows);
      file.source.willRead?.(stretchesOf(file.source, group, names));
      const chunks = firstByName(group.columns, ({ meta_data: meta }) => meta?.path_in_schema[0]);
      const columns = names.map((name) => groupColumn(file, group, nodes.get(name), chunks.get(name)));
      yield* joinColumns(columns, rowsBefore, groupRows, signal);
      rowsBefore += groupRows;
    }
  } catch (error) {
    throw damaged(file.source.name, 'parquet', error);
  }
}

/** The first of each name: a file may have tens of thousands of columns, all wanted by who inspects it. */
function firstByName<T>(all: readonly T[], nameOf: (one: T) => string | undefined): Map<string | undefined, T> {
  return new Map(all.map((one) => [nameOf(one), one] as const).reverse());
}

/** Where the wanted columns of a row group lie. */
function stretchesOf(source: ByteSource, group: RowGroup, names: readonly string[]): { start: number; end: number }[] {
  const wanted = new Set(names);
  return group.columns.flatMap(({ meta_data: meta }) =>
    meta && meta.path_in_schema.length === 1 && wanted.has(meta.path_in_schema[0] ?? '')
      ? [columnChunk(source, group, meta)]
      : [],
  );
}

function byteShare({ source, metadata }: ParquetFile, names: readonly string[]): number {
  const chunks = metadata.row_groups.flatMap((group) => group.columns.flatMap(({ meta_data: meta }) => meta ?? []));
  const asked = new Set(names);
  const wanted = chunks.filter((meta) => meta.path_in_schema.length === 1 && asked.has(meta.path_in_schema[0] ?? ''));
  const bytes = wanted.reduce((sum, meta) => sum + Number(meta.total_compressed_size), 0);
  return Math.min(1, bytes / Math.max(1, source.byteLength ?? 0));
}

/** A column in one row group; null where it is absent. */
function groupColumn(
  file: ParquetFile,
  group: RowGroup,
  node: SchemaTree | undefined,
  chunk: RowGroup['columns'][number] | undefined,
): PagedColumn | null {
  if (!node || !chunk) return null;
  const kind = declaredKind(node);
  if (kind === 'list' || kind === 'struct') return unreadColumn(kind, Number(group.num_rows));
  const { meta_data: meta, file_path: otherFile } = chunk;
  if (!meta || otherFile) throw new Error('a column lies in another file');
  const decoder: ColumnDecoder = {
    ...meta,
    pathInSchema: meta.path_in_schema,
    element: node.element,
    schemaPath: [file.schema, node],
    compressors: pageCompressors(),
    parsers: { ...DEFAULT_PARSERS, stringFromBytes: keepBytes, jsonFromBytes: keepBytes },
    utf8: false,
  };
  const pages = columnPages(file.source, columnChunk(file.source, group, meta), decoder);
  return { pages, toValue: (raw) => toValue(textOfBytes(raw), { float: kind === 'float' }) };
}

/** Texts become strings as their rows are given out, so that only those of a few rows are alive at a time. */
function keepBytes(bytes: Uint8Array): Uint8Array {
  return bytes;
}

function columnChunk(source: ByteSource, group: RowGroup, meta: ColumnMetaData): ColumnChunk {
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? Math.min(dictionary, Number(meta.data_page_offset)) : Number(meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (start >= 4 && end <= (source.byteLength ?? 0)) return { start, end, rows: Number(group.num_rows) };
  throw new Error(`a column lies at bytes ${start} to ${end}, outside the file`);
}

/** Lists and objects can be neither text nor label: that there are some is all that is told of them. */
function unreadColumn(kind: 'list' | 'struct', count: number): PagedColumn {
  const opaque = new Opaque(kind, '');
  async function* pages() {
    for (let i = 0; i < count; i += BATCH_ROWS) yield new Array<null>(Math.min(BATCH_ROWS, count - i)).fill(null);
  }
  return { pages: pages(), toValue: () => opaque };
}
