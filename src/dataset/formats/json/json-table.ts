import { ProblemError } from '../../../protocol/problem.ts';
import type { DatasetProblem } from '../../../protocol/problems/dataset.ts';
import type { Table } from '../../table/table.ts';
import { readTextStart, type TextSource } from '../../text-encoding/text-source.ts';
import { ROW_LIMIT_BYTES } from '../reading-limits.ts';
import { isRecord, parseJson } from './parse-record.ts';
import { faultOf, invalidJson, type JsonRecord, openRecords } from './record-table.ts';
import { ElementTooLarge, type OuterShape, RowSplitter, type SplitElement } from './row-splitter.ts';
import { lookOf, startOf } from './text-look.ts';

const LINE_FEED = 0x0a;

/** Enough to see that a file is something else. */
const START_BYTES = 1 << 10;

/** How a JSON file is opened. */
export interface OpenJsonOptions {
  /** The key of the outer object that holds the rows. Default: the only one that can. */
  field?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A JSON file as a table: an array of objects, or an object that holds one such array. It is read element by element.
 * @throws ProblemError `dataset-json-shape`, `dataset-invalid-json`, `dataset-json-goes-on`, `dataset-truncated-file`,
 * `dataset-row-too-large`, `dataset-nested-too-deep`, `dataset-no-rows`, `dataset-no-such-field`.
 */
export async function openJson(text: TextSource, { field, signal }: OpenJsonOptions = {}): Promise<Table> {
  await checkBeginning(text, signal);
  const file = { name: text.name, format: 'json', warnings: () => text.warnings } as const;
  return openRecords(file, (readSignal) => readElements(text, field, readSignal), signal);
}

/** Stops at what only the name calls JSON: brackets and quotes would be looked for in vain. */
async function checkBeginning(text: TextSource, signal?: AbortSignal): Promise<void> {
  const start = Buffer.from(await readTextStart(text, START_BYTES, signal))
    .toString('utf8')
    .trim();
  const looksLike = lookOf(start);
  if (start === '' || looksLike === undefined || looksLike === 'unfinished' || looksLike === 'several-objects') return;
  const [firstLine = ''] = start.split('\n', 1);
  const fault = {
    reason: 'unreadable-row',
    message: 'no JSON',
    line: 1,
    looksLike,
    start: startOf(firstLine),
  } as const;
  throw invalidJson(text.name, 1, fault);
}

async function* readElements(
  text: TextSource,
  field: string | undefined,
  signal?: AbortSignal,
): AsyncGenerator<JsonRecord[]> {
  const splitter = new RowSplitter(ROW_LIMIT_BYTES);
  let row = 0;
  let key: string | null | undefined = field;
  for await (const chunk of text.stream(signal)) {
    const records: JsonRecord[] = [];
    for (const element of pushChunk(splitter, chunk, text.name, row)) {
      if (key === undefined) key = element.key;
      if (element.key !== key) continue;
      row += 1;
      records.push(recordOf(element, text.name, row));
    }
    if (records.length > 0) yield records;
  }
  const shape = splitter.end();
  if (shape.trailingAt !== null && !shape.truncated) {
    const line = await lineOf(text, shape.trailingAt, signal);
    throw new ProblemError({ area: 'dataset', code: 'dataset-json-goes-on', file: text.name, line });
  }
  const problem =
    field === undefined ? shapeProblem(text.name, shape, row) : fieldProblem(text.name, shape, row, field);
  if (problem) throw new ProblemError(problem);
}

/** The line, from 1, of a byte of the text. */
async function lineOf(text: TextSource, offset: number, signal?: AbortSignal): Promise<number> {
  let line = 1;
  let left = offset;
  for await (const chunk of text.stream(signal)) {
    const before = chunk.subarray(0, left);
    for (let at = before.indexOf(LINE_FEED); at >= 0; at = before.indexOf(LINE_FEED, at + 1)) line += 1;
    left -= before.length;
    if (left === 0) break;
  }
  return line;
}

function pushChunk(splitter: RowSplitter, chunk: Uint8Array, file: string, row: number): SplitElement[] {
  try {
    return splitter.push(chunk);
  } catch (error) {
    if (!(error instanceof ElementTooLarge)) throw error;
    const problem: DatasetProblem = {
      area: 'dataset',
      code: 'dataset-row-too-large',
      file,
      row: row + 1,
      limitBytes: ROW_LIMIT_BYTES,
    };
    throw new ProblemError(problem, { cause: error });
  }
}

function recordOf({ text }: SplitElement, file: string, row: number): JsonRecord {
  const value = parseElement(text, file, row);
  if (isRecord(value)) return { fields: value };
  if (row > 1) return { fault: { reason: 'unreadable-row', message: 'not an object', start: startOf(text) } };
  const found = Array.isArray(value) ? 'array-of-arrays' : 'array-of-values';
  throw new ProblemError({ area: 'dataset', code: 'dataset-json-shape', file, found, keys: [] });
}

/** Brackets that do not match shift all elements after them, so a bad element ends the reading. */
function parseElement(text: string, file: string, row: number): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw invalidJson(file, row, faultOf(cause, text, { file, row }), cause);
  }
}

/** With a field, other arrays beside it are of no account. */
function fieldProblem(file: string, shape: OuterShape, rows: number, field: string): DatasetProblem | null {
  if (!shape.truncated && !shape.rowArrays.includes(field)) {
    return { area: 'dataset', code: 'dataset-no-such-field', file, field, fields: shape.rowArrays };
  }
  return shapeProblem(file, { ...shape, rowArrays: [field] }, rows);
}

function shapeProblem(file: string, shape: OuterShape, rows: number): DatasetProblem | null {
  const { outer, truncated, rowArrays, otherArrays, emptyArrays, keys } = shape;
  const notRows = (found: 'several-arrays' | 'object-of-arrays' | 'object' | 'value', names: string[]) =>
    ({ area: 'dataset', code: 'dataset-json-shape', file, found, keys: names }) as const;
  if (outer === 'value') return notRows('value', []);
  if (truncated) return { area: 'dataset', code: 'dataset-truncated-file', file, format: 'json', row: rows + 1 };
  if (outer !== 'object') return null;
  if (rowArrays.length > 1) return notRows('several-arrays', rowArrays);
  if (rowArrays.length === 1) return null;
  if (otherArrays.length > 0) return notRows('object-of-arrays', otherArrays);
  return emptyArrays.length > 0 ? null : notRows('object', keys);
}
