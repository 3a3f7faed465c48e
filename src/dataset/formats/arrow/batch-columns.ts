import type { ByteSource } from '../../sources/byte-source.ts';
import { Opaque, type Value } from '../../table/values.ts';
import type { ArrowField, ArrowSchema, ArrowType, UnreadType } from './arrow-type.ts';
import { valueType } from './arrow-type.ts';
import { openBuffer } from './body-buffers.ts';
import type { BatchHeader } from './decode-message.ts';
import { type FieldLayout, layoutOf } from './field-layout.ts';
import { openRuns } from './read-runs.ts';
import { type ColumnBatch, readValues } from './read-values.ts';

/** Where the body of a message lies. */
export interface MessageBody {
  source: ByteSource;
  bodyStart: number;
  bodyLength: number;
}

/** Reads values of rows from `start` to `end` (exclusive) of a record batch, in order: no row before one that was read. */
export type ReadColumn = (start: number, end: number) => Promise<Value[]>;

/** The values of the dictionaries that were read so far, by their ids. */
export type Dictionaries = Map<number, Value[]>;

/** Values that are read at a time from a dictionary. */
const DICTIONARY_STEP = 4096;

/**
 * Rows that a batch may have whatever its size, and for each of its bytes: a column of nothing, or of one run, takes no space,
 * so that a few bytes could say that there are 2^53 rows.
 */
const ROWS_OF_NOTHING = 1 << 24;
const ROWS_PER_BYTE = 64;

/** A body of so many bytes is read at once where most of its columns are wanted: each read by itself opens the file. */
const READ_AT_ONCE_BYTES = 1 << 22;

/**
 * Opens columns of a record batch; nothing of the others is read, unless there are few of them and little in all.
 * @param names Columns; one that is not there is all missing.
 */
export async function openColumns(
  body: MessageBody,
  header: BatchHeader,
  fields: readonly ArrowField[],
  names: readonly string[],
  dictionaries: Dictionaries,
): Promise<ReadColumn[]> {
  const layouts = layoutOf(fields, header.variadicCounts);
  checkLengths(body, header, layouts);
  const near = names.length > fields.length / 2 ? await inMemory(body) : body;
  // Of columns with the same name the first.
  const byName = new Map(layouts.map((layout) => [layout.field.name, layout] as const).reverse());
  const readers: ReadColumn[] = [];
  for (const name of names) {
    const layout = byName.get(name);
    readers.push(layout ? await openColumn(near, header, layout, dictionaries) : async () => []);
  }
  return readers;
}

async function inMemory(body: MessageBody): Promise<MessageBody> {
  const { source, bodyStart, bodyLength } = body;
  if (bodyLength > READ_AT_ONCE_BYTES) return body;
  const bytes = await source.slice(bodyStart, bodyStart + bodyLength);
  return {
    ...body,
    source: { ...source, slice: async (start, end) => bytes.subarray(start - bodyStart, end - bodyStart) },
  };
}

/** A batch says how many rows it has, and so does each of its columns. */
function checkLengths({ bodyLength }: MessageBody, { length, nodes }: BatchHeader, layouts: readonly FieldLayout[]) {
  const odd = layouts.find(({ node }) => nodes[node]?.length !== length);
  if (odd || layouts.length === 0) {
    const found = odd ? nodes[odd.node]?.length : 'none';
    throw new Error(`a batch of ${length} rows with a column of ${found}`);
  }
  if (length < 0 || length > ROWS_OF_NOTHING + bodyLength * ROWS_PER_BYTE) {
    throw new Error(`a batch of ${length} rows in ${bodyLength} bytes`);
  }
}

async function openColumn(
  body: MessageBody,
  header: BatchHeader,
  layout: FieldLayout,
  dictionaries: Dictionaries,
): Promise<ReadColumn> {
  const { type } = layout.field;
  const values = valueType(type);
  if (values.layout === 'unread') return unreadColumn(values);
  const node = header.nodes[layout.node];
  if (type.layout === 'runs') {
    const [ends, runs] = layout.children;
    if (!ends || !runs) throw new Error('runs without values');
    const open = (child: FieldLayout) => openColumn(body, header, child, dictionaries);
    return openRuns(await open(ends), await open(runs), header.nodes[ends.node]?.length ?? 0);
  }
  const regions = header.buffers.slice(layout.buffer, layout.buffer + layout.buffers);
  if (!node || regions.length < layout.buffers) throw new Error('a record batch without the parts of a column');
  const column: ColumnBatch = { type, nullCount: node.nullCount, buffers: [], dictionary: null };
  for (const region of regions) column.buffers.push(await openBuffer(body, region, header.codec));
  if (type.layout === 'indices') column.dictionary = dictionaries.get(type.id) ?? [];
  return (start, end) => readValues(column, start, end);
}

/** Lists, objects, bytes and dates can be neither text nor label: that there are some is all that is told of them. */
function unreadColumn({ kind }: UnreadType): ReadColumn {
  const opaque = new Opaque(kind, '');
  return async (start, end) => new Array<Value>(end - start).fill(opaque);
}

/** Ids of the dictionaries that columns refer to. */
export function dictionaryIds(fields: readonly ArrowField[], names: readonly string[]): Set<number> {
  const asked = new Set(names);
  const wanted = fields.filter(({ name }) => asked.has(name)).map(({ type }) => type);
  return new Set(wanted.filter((type) => valueType(type).layout !== 'unread').flatMap(idsOf));
}

function idsOf(type: ArrowType): number[] {
  if (type.layout === 'indices') return [type.id, ...idsOf(type.values.type)];
  return type.layout === 'runs' ? idsOf(type.values.type) : [];
}

/**
 * Reads a dictionary, or adds to one.
 * @param dictionary Its values are one column.
 */
export async function readDictionary(
  body: MessageBody,
  { id, isDelta, values: header }: { id: number; isDelta: boolean; values: BatchHeader },
  schema: ArrowSchema,
  dictionaries: Dictionaries,
): Promise<void> {
  const field = schema.dictionaries.get(id);
  if (!field) throw new Error(`a dictionary ${id} that no column has`);
  const [read] = await openColumns(body, header, [field], [field.name], dictionaries);
  const values = (isDelta ? dictionaries.get(id) : null) ?? [];
  for (let start = 0; read && start < header.length; start += DICTIONARY_STEP) {
    for (const value of await read(start, Math.min(start + DICTIONARY_STEP, header.length))) values.push(value);
  }
  dictionaries.set(id, values);
}
