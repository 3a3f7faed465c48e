import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import type { Table } from '../../table/table.ts';
import { readTextStart, type TextSource } from '../../text-encoding/text-source.ts';
import { isRecord } from './parse-record.ts';
import { faultOf, type JsonRecord, openRecords } from './record-table.ts';
import { splitTexts } from './split-texts.ts';
import { startOf } from './text-look.ts';
import { parseVariant, RECORD_SEPARATOR, type Variant } from './variants.ts';

const LINE_FEED = 0x0a;

/** Enough to see how a file begins, behind blank lines. */
const START_BYTES = 1 << 10;

/**
 * A JSON Lines file as a table: an object on each line. A line that is none is an unreadable row; blank lines do not count.
 * Commas between the lines and record separators before them (RFC 7464) are read too, with a warning.
 * @throws ProblemError `dataset-no-rows`, `dataset-row-too-large`, `dataset-nested-too-deep`; `dataset-json-shape` where the
 * first line is JSON but no row; `dataset-invalid-json` where most lines are no JSON.
 */
export async function openJsonLines(text: TextSource, signal?: AbortSignal): Promise<Table> {
  const start = Buffer.from(await readTextStart(text, START_BYTES, signal)).toString('utf8');
  const separator = start.trimStart().startsWith(RECORD_SEPARATOR) ? RECORD_SEPARATOR.charCodeAt(0) : LINE_FEED;
  const variants = new Map<Variant, number>();
  const warnings = (): DatasetWarning[] => [
    ...text.warnings,
    ...[...variants].map(([variant, line]) => ({ code: 'dataset-json-variant', detail: { variant, line } }) as const),
  ];
  return openRecords(
    { name: text.name, format: 'jsonl', warnings },
    (readSignal) => readLines(text, separator, variants, readSignal),
    signal,
  );
}

/** @param variants Takes each departure from JSON Lines with the first line that has it. */
async function* readLines(
  text: TextSource,
  separator: number,
  variants: Map<Variant, number>,
  signal?: AbortSignal,
): AsyncGenerator<JsonRecord[]> {
  let row = 0;
  let line = 1;
  for await (const texts of splitTexts(text, separator, signal)) {
    const records: JsonRecord[] = [];
    for (const content of texts) {
      const at = line;
      line += separator === LINE_FEED ? 1 : content.split('\n').length - 1;
      if (content.trim() === '') continue;
      row += 1;
      records.push(recordOf(content, { file: text.name, row, line: at }, variants));
    }
    if (records.length > 0) yield records;
  }
  if (separator !== LINE_FEED) noteVariant(variants, 'record-separators', 1);
}

interface Place {
  file: string;
  row: number;
  line: number;
}

function recordOf(text: string, { file, row, line }: Place, variants: Map<Variant, number>): JsonRecord {
  let parsed: ReturnType<typeof parseVariant>;
  try {
    parsed = parseVariant(text);
  } catch (error) {
    return { fault: faultOf(error, text, { file, row, line }) };
  }
  const { value, variant } = parsed;
  if (variant) noteVariant(variants, variant, line);
  if (isRecord(value)) return { fields: value };
  if (row > 1) return { fault: { reason: 'unreadable-row', message: 'not an object', line, start: startOf(text) } };
  const found = Array.isArray(value) ? 'array-of-arrays' : 'array-of-values';
  throw new ProblemError({ area: 'dataset', code: 'dataset-json-shape', file, found, keys: [] });
}

function noteVariant(variants: Map<Variant, number>, variant: Variant, line: number): void {
  if (!variants.has(variant)) variants.set(variant, line);
}
