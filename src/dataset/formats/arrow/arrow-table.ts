import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { classNamesOf } from '../../table/hugging-face-features.ts';
import type { Column, Row, Table } from '../../table/table.ts';
import type { Value } from '../../table/values.ts';
import { damaged } from '../damaged.ts';
import { BATCH_ROWS } from '../reading-limits.ts';
import { type ArrowContent, openContent } from './arrow-content.ts';
import type { ArrowFormat } from './arrow-format.ts';
import { type ArrowSchema, declaredKind, oddTypeName } from './arrow-type.ts';
import { type Dictionaries, dictionaryIds, openColumns, type ReadColumn, readDictionary } from './batch-columns.ts';
import { UnknownArrowType } from './decode-schema.ts';

/**
 * An Arrow IPC file (also Feather 2) or stream as a table. Only the buffers of the wanted columns are read, some rows at a time;
 * where a record batch is compressed, one column of it is unpacked at once.
 * @throws ProblemError `dataset-truncated-file`, `dataset-damaged-file`, `dataset-column-type`.
 */
export async function openArrow(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<Table> {
  const content = await openContent(source, format, signal).catch((error) => {
    throw arrowProblem(source.name, format, error);
  });
  const warnings: DatasetWarning[] = content.cutOff ? [{ code: 'dataset-cut-off', detail: { format } }] : [];
  return {
    format,
    columns: columnsOf(content.schema),
    columnsComplete: true,
    rowCount: null,
    untyped: false,
    warnings,
    rows: (columns, options) => readRows({ source, format, content }, columns, options?.signal),
  };
}

function arrowProblem(file: string, format: ArrowFormat, cause: unknown): ProblemError {
  if (!(cause instanceof UnknownArrowType)) return damaged(file, format, cause);
  const { column, type } = cause;
  return new ProblemError({ area: 'dataset', code: 'dataset-column-type', file, column, type }, { cause });
}

interface ArrowFile {
  source: ByteSource;
  format: ArrowFormat;
  content: ArrowContent;
}

function columnsOf({ fields, huggingFace }: ArrowSchema): Column[] {
  const classNames = classNamesOf(huggingFace);
  return fields.map(({ name, type }): Column => {
    const names = classNames.get(name) ?? null;
    const kind = declaredKind(type);
    const unreadType = oddTypeName(type);
    return {
      name,
      kind: names && kind === 'integer' ? 'class-label' : kind,
      classNames: names,
      ...(unreadType !== null && { unreadType }),
    };
  });
}

async function* readRows(file: ArrowFile, names: readonly string[], signal?: AbortSignal): AsyncGenerator<Row[]> {
  const { source, format, content } = file;
  const dictionaries: Dictionaries = new Map();
  const neededDictionaries = dictionaryIds(content.schema.fields, names);
  let rowsBefore = 0;
  try {
    for await (const { content: message, ...where } of content.messages(signal)) {
      const body = { source, ...where };
      if (message.holds === 'dictionary') {
        if (neededDictionaries.has(message.id)) await readDictionary(body, message, content.schema, dictionaries);
      } else if (message.holds === 'rows') {
        const columns = await openColumns(body, message.batch, content.schema.fields, names, dictionaries);
        yield* batchRows(columns, message.batch.length, rowsBefore, signal);
        rowsBefore += message.batch.length;
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
