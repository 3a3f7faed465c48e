import type { Schema } from 'apache-arrow';
import type { ByteSource } from '../../byte-source.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { classNamesOf } from '../../hugging-face-features.ts';
import type { Column, Row, Table } from '../../table.ts';
import type { Value } from '../../values.ts';
import { damaged } from '../damaged.ts';
import { BATCH_ROWS } from '../reading-limits.ts';
import type { ArrowFormat } from './arrow-format.ts';
import { type Dictionaries, dictionaryIds, openColumns, type ReadColumn, readDictionary } from './batch-columns.ts';
import { declaredKind } from './column-kind.ts';
import { ipcMessages, readSchema, truncated } from './ipc-messages.ts';

const FILE_END = 'ARROW1';

/**
 * An Arrow IPC file (also Feather 2) or stream as a table. Only the buffers of the wanted columns are read, some rows at a time;
 * where a record batch is compressed, one column of it is unpacked at once.
 * @throws ProblemError `dataset-truncated-file`, `dataset-damaged-file`.
 */
export async function openArrow(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<Table> {
  if (format === 'arrow-file') await checkEnd(source);
  const schema = await readSchema(source, format, signal).catch((error) => {
    throw damaged(source.name, format, error);
  });
  return {
    format,
    columns: columnsOf(schema),
    columnsComplete: true,
    rowCount: null,
    untyped: false,
    warnings: [],
    rows: (columns, options) => readRows({ source, format, schema }, columns, options?.signal),
  };
}

interface ArrowFile {
  source: ByteSource;
  format: ArrowFormat;
  schema: Schema;
}

async function checkEnd(source: ByteSource): Promise<void> {
  const length = source.byteLength ?? 0;
  const end = Buffer.from(await source.slice(Math.max(0, length - FILE_END.length), length)).toString('latin1');
  if (end !== FILE_END) throw truncated(source.name, 'arrow-file');
}

function columnsOf(schema: Schema): Column[] {
  const classNames = classNamesOf(schema.metadata.get('huggingface'));
  return schema.fields.map(({ name, type }) => {
    const names = classNames.get(name) ?? null;
    const kind = declaredKind(type);
    return { name, kind: names && kind === 'integer' ? 'class-label' : kind, classNames: names };
  });
}

async function* readRows(file: ArrowFile, names: readonly string[], signal?: AbortSignal): AsyncGenerator<Row[]> {
  const { source, format, schema } = file;
  const dictionaries: Dictionaries = new Map();
  const neededDictionaries = dictionaryIds(schema, names);
  let rowsBefore = 0;
  try {
    for await (const { message, bodyStart } of ipcMessages(source, format, signal)) {
      const body = { source, start: bodyStart };
      if (message.isDictionaryBatch()) {
        const header = message.header();
        if (neededDictionaries.has(header.id)) await readDictionary(body, header, schema, dictionaries);
      } else if (message.isRecordBatch()) {
        const header = message.header();
        const columns = await openColumns(body, header, schema, names, dictionaries);
        yield* batchRows(columns, header.length, rowsBefore, signal);
        rowsBefore += header.length;
      }
    }
  } catch (error) {
    throw damaged(source.name, format, error);
  }
}

async function* batchRows(
  columns: readonly ReadColumn[],
  count: number,
  rowsBefore: number,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  for (let start = 0; start < count; start += BATCH_ROWS) {
    throwIfCancelled(signal);
    const end = Math.min(start + BATCH_ROWS, count);
    const values: Value[][] = [];
    for (const read of columns) values.push(await read(start, end));
    yield Array.from({ length: end - start }, (_, i) => ({
      number: rowsBefore + start + i + 1,
      values: values.map((column) => column[i] ?? null),
      fault: null,
    }));
  }
}
