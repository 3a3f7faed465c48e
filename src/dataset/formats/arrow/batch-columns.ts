import { type CompressionType, DataType, Field, type Schema } from 'apache-arrow';
import type { ByteSource } from '../../byte-source.ts';
import { Opaque, type Value } from '../../values.ts';
import { type BufferRegion, openBuffer } from './body-buffers.ts';
import { declaredKind } from './column-kind.ts';
import { type FieldLayout, layoutOf } from './field-layout.ts';
import { type ColumnBatch, isReadable, readValues } from './read-values.ts';

/** Where the body of a message lies. */
export interface MessageBody {
  source: ByteSource;
  start: number;
}

/** What a record batch says about its body, as apache-arrow decodes it. */
export interface BatchHeader {
  length: number;
  nodes: readonly { length: number; nullCount: number }[];
  buffers: readonly BufferRegion[];
  compression: { type: CompressionType } | null;
  variadicBufferCounts: readonly number[];
}

/** Reads values of rows from `start` to `end` (exclusive) of a record batch. */
export type ReadColumn = (start: number, end: number) => Promise<Value[]>;

/** The values of the dictionaries that were read so far, by their ids. */
export type Dictionaries = Map<number, Value[]>;

/** Values that are read at a time from a dictionary. */
const DICTIONARY_STEP = 4096;

/**
 * Opens columns of a record batch; nothing of the others is read.
 * @param names Columns; one that is not there is all missing.
 */
export async function openColumns(
  body: MessageBody,
  header: BatchHeader,
  schema: Schema,
  names: readonly string[],
  dictionaries: Dictionaries,
): Promise<ReadColumn[]> {
  const layouts = layoutOf(schema.fields, header.variadicBufferCounts, schema.metadataVersion);
  checkLengths(header, layouts);
  const readers: ReadColumn[] = [];
  for (const name of names) {
    const layout = layouts.find(({ field }) => field.name === name);
    readers.push(layout ? await openColumn(body, header, layout, dictionaries) : async () => []);
  }
  return readers;
}

/** A batch says how many rows it has, and so does each of its columns. */
function checkLengths({ length, nodes }: BatchHeader, layouts: readonly FieldLayout[]): void {
  const odd = layouts.find(({ node }) => nodes[node]?.length !== length);
  if (odd || layouts.length === 0) {
    const found = odd ? nodes[odd.node]?.length : 'none';
    throw new Error(`a batch of ${length} rows with a column of ${found}`);
  }
}

async function openColumn(
  body: MessageBody,
  header: BatchHeader,
  layout: FieldLayout,
  dictionaries: Dictionaries,
): Promise<ReadColumn> {
  const type: DataType = layout.field.type;
  if (!isReadable(type)) return unreadColumn(type);
  const node = header.nodes[layout.node];
  const regions = header.buffers.slice(layout.buffer, layout.buffer + layout.buffers);
  if (!node || regions.length < layout.buffers) throw new Error('a record batch without the parts of a column');
  const column: ColumnBatch = { type, nullCount: node.nullCount, buffers: [], dictionary: null };
  const codec = header.compression?.type ?? null;
  for (const region of regions) column.buffers.push(await openBuffer(body.source, body.start, region, codec));
  if (DataType.isDictionary(type)) column.dictionary = dictionaries.get(type.id) ?? [];
  return (start, end) => readValues(column, start, end);
}

/** Lists, objects, bytes and dates can be neither text nor label: that there are some is all that is told of them. */
function unreadColumn(type: DataType): ReadColumn {
  const kind = declaredKind(type);
  const value = kind === 'list' || kind === 'struct' || kind === 'date' ? kind : 'binary';
  const opaque = new Opaque(value, '');
  return async (start, end) => new Array<Value>(end - start).fill(opaque);
}

/** Ids of the dictionaries that columns refer to. */
export function dictionaryIds(schema: Schema, names: readonly string[]): Set<number> {
  const types: DataType[] = schema.fields.filter(({ name }) => names.includes(name)).map(({ type }) => type);
  return new Set(types.flatMap((type) => (DataType.isDictionary(type) && isReadable(type) ? [type.id] : [])));
}

/**
 * Reads a dictionary, or adds to one.
 * @param header Its values are one column.
 */
export async function readDictionary(
  body: MessageBody,
  { id, isDelta, data }: { id: number; isDelta: boolean; data: BatchHeader },
  schema: Schema,
  dictionaries: Dictionaries,
): Promise<void> {
  const type = schema.dictionaries.get(id);
  if (!type) throw new Error(`a dictionary ${id} that no column has`);
  const field = new Field('values', type, true);
  const [layout] = layoutOf([field], data.variadicBufferCounts, schema.metadataVersion);
  if (!layout) return;
  const read = await openColumn(body, data, layout, dictionaries);
  const values = isDelta ? [...(dictionaries.get(id) ?? [])] : [];
  for (let start = 0; start < data.length; start += DICTIONARY_STEP) {
    for (const value of await read(start, Math.min(start + DICTIONARY_STEP, data.length))) values.push(value);
  }
  dictionaries.set(id, values);
}
