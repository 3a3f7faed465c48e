import { ProblemError } from '../../../protocol/problem.ts';
import type { Table } from '../../table.ts';
import type { TextSource } from '../../text-encoding/text-source.ts';
import { ROW_LIMIT_BYTES } from '../reading-limits.ts';
import { isRecord, parseJson } from './parse-record.ts';
import { type JsonRecord, openRecords } from './record-table.ts';

const LINE_FEED = 0x0a;

/**
 * A JSON Lines file as a table: an object on each line. A line that is none is an unreadable row; blank lines do not count.
 * @throws ProblemError `dataset-no-rows`, `dataset-row-too-large`, and `dataset-json-shape` where the first line is JSON but
 * no object.
 */
export function openJsonLines(text: TextSource, signal?: AbortSignal): Promise<Table> {
  return openRecords(text.name, 'jsonl', text.warnings, (readSignal) => readLines(text, readSignal), signal);
}

async function* readLines(text: TextSource, signal?: AbortSignal): AsyncGenerator<JsonRecord[]> {
  let row = 0;
  for await (const lines of splitLines(text, signal)) {
    const records: JsonRecord[] = [];
    for (const line of lines) {
      if (line.trim() === '') continue;
      row += 1;
      records.push(recordOf(line, text.name, row));
    }
    if (records.length > 0) yield records;
  }
}

async function* splitLines(text: TextSource, signal?: AbortSignal): AsyncGenerator<string[]> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let ended = 0;
  for await (const chunk of text.stream(signal)) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      pending.push(chunk.subarray(start, end));
      lines.push(Buffer.concat(pending).toString('utf8'));
      pending = [];
      pendingBytes = 0;
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
    pendingBytes += chunk.length - start;
    ended += lines.length;
    if (pendingBytes > ROW_LIMIT_BYTES) throw tooLarge(text.name, ended + 1);
    yield lines;
  }
  yield [Buffer.concat(pending).toString('utf8')];
}

function tooLarge(file: string, row: number): ProblemError {
  return new ProblemError({
    area: 'dataset',
    code: 'dataset-row-too-large',
    file,
    row,
    limitBytes: ROW_LIMIT_BYTES,
  });
}

function recordOf(line: string, file: string, row: number): JsonRecord {
  let value: unknown;
  try {
    value = parseJson(line);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  if (isRecord(value)) return { fields: value };
  if (row > 1) return { message: 'not an object' };
  const found = Array.isArray(value) ? 'array-of-arrays' : 'array-of-values';
  throw new ProblemError({ area: 'dataset', code: 'dataset-json-shape', file, found, keys: [] });
}
