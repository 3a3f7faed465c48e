import { DataType, type RecordBatch, RecordBatchReader, type Schema, type Vector } from 'apache-arrow';
import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import type { ByteSource } from '../../byte-source.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { classNamesOf } from '../../hugging-face-features.ts';
import type { Column, Row, Table } from '../../table.ts';
import { Opaque, toValue, type Value } from '../../values.ts';
import { damaged } from '../damaged.ts';
import { registerCodecs } from './codecs.ts';
import { declaredKind } from './column-kind.ts';

type ArrowFormat = Extract<DatasetFormat, 'arrow-file' | 'arrow-stream'>;

const MAGIC = 'ARROW1';
/** An Arrow file is a stream between a magic, padded to 8 bytes, and a footer. */
const FILE_HEAD_BYTES = 8;

const BATCH_ROWS = 1024;

/**
 * An Arrow IPC file (also Feather 2) or stream as a table, read record batch by record batch.
 * @throws ProblemError `dataset-truncated-file`, `dataset-damaged-file`.
 */
export async function openArrow(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<Table> {
  registerCodecs();
  if (format === 'arrow-file') await checkEnd(source);
  const schema = await readSchema(source, format, signal);
  return {
    format,
    columns: columnsOf(schema),
    columnsComplete: true,
    rowCount: null,
    untyped: false,
    warnings: [],
    rows: (columns, options) => readRows(source, format, columns, options?.signal),
  };
}

async function checkEnd(source: ByteSource): Promise<void> {
  const length = source.byteLength ?? 0;
  const end = Buffer.from(await source.slice(Math.max(0, length - MAGIC.length), length)).toString('latin1');
  if (end === MAGIC && length > FILE_HEAD_BYTES + MAGIC.length) return;
  const problem = { area: 'dataset', code: 'dataset-truncated-file', file: source.name, format: 'arrow-file' } as const;
  throw new ProblemError({ ...problem, row: null });
}

async function openReader(source: ByteSource, format: ArrowFormat, signal?: AbortSignal) {
  const start = format === 'arrow-file' ? FILE_HEAD_BYTES : 0;
  const reader = await RecordBatchReader.from(source.stream({ start, signal }));
  return await reader.open();
}

async function readSchema(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<Schema> {
  try {
    const reader = await openReader(source, format, signal);
    const { schema } = reader;
    await reader.cancel();
    if (!schema) throw new Error('no schema');
    return schema;
  } catch (error) {
    throw damaged(source.name, format, error);
  }
}

function columnsOf(schema: Schema): Column[] {
  const classNames = classNamesOf(schema.metadata.get('huggingface'));
  return schema.fields.map(({ name, type }) => {
    const names = classNames.get(name) ?? null;
    const kind = declaredKind(type);
    return { name, kind: names && kind === 'integer' ? 'class-label' : kind, classNames: names };
  });
}

async function* readRows(
  source: ByteSource,
  format: ArrowFormat,
  names: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  let rowsBefore = 0;
  try {
    const reader = await openReader(source, format, signal);
    for await (const batch of reader) {
      for (let start = 0; start < batch.numRows; start += BATCH_ROWS) {
        throwIfCancelled(signal);
        yield takeRows(batch, names, start, Math.min(start + BATCH_ROWS, batch.numRows), rowsBefore);
      }
      rowsBefore += batch.numRows;
    }
  } catch (error) {
    throw damaged(source.name, format, error);
  }
}

function takeRows(batch: RecordBatch, names: readonly string[], start: number, end: number, rowsBefore: number): Row[] {
  const columns = names.map((name) => valuesOf(batch.getChild(name), start, end));
  return Array.from({ length: end - start }, (_, i) => ({
    number: rowsBefore + start + i + 1,
    values: columns.map((values) => values[i] ?? null),
    fault: null,
  }));
}

function valuesOf(vector: Vector | null, start: number, end: number): Value[] {
  if (vector === null) return [];
  const convert = converterOf(vector.type);
  return Array.from({ length: end - start }, (_, i) => convert(vector.get(start + i)));
}

/** How a raw value of a column becomes ours. */
function converterOf(type: DataType): (raw: unknown) => Value {
  const valueType: DataType = DataType.isDictionary(type) ? type.dictionary : type;
  const kind = declaredKind(valueType);
  if (DataType.isDecimal(valueType)) return (raw) => toValue(decimalValue(raw, valueType.scale), { float: true });
  switch (kind) {
    case 'date':
      return (raw) => (raw === null ? null : new Opaque('date', dateText(raw)));
    case 'list':
    case 'struct':
      return (raw) => (raw === null ? null : new Opaque(kind, String(raw).slice(0, 100)));
    default:
      return (raw) => toValue(raw, { float: kind === 'float' });
  }
}

function dateText(raw: unknown): string {
  return typeof raw === 'number' && Math.abs(raw) <= 8.64e15 ? new Date(raw).toISOString() : String(raw);
}

/** A 128- or 256-bit integer in 32-bit words, lowest first, divided by a power of ten. */
function decimalValue(raw: unknown, scale: number): number | null {
  if (!(raw instanceof Uint32Array)) return null;
  const unsigned = raw.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return Number(BigInt.asIntN(raw.length * 32, unsigned)) / 10 ** scale;
}
