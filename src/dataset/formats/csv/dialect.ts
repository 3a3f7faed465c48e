import { type CsvError, type Options, parse } from 'csv-parse/sync';
import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { CsvParameters } from './csv-parameters.ts';

/** How a file separates its cells. */
export interface Dialect {
  delimiter: string;
  /** Null: quotation marks are letters. */
  quote: string | null;
  /** What stands before a quote inside a quoted cell: another quote, or a backslash; null: nothing can. */
  escape: string | null;
  /** What begins a comment; null: nothing does. */
  comment: string | null;
}

/** The first lines of a file in one dialect. */
export interface SampleRecords {
  dialect: Dialect;
  records: string[][];
}

const delimiters = [',', ';', '\t', '|'];
const SAMPLE_RECORDS = 200;

/**
 * Finds delimiter and quoting from the first lines: the delimiter under which most lines have as many cells as the first.
 * @param sample UTF-8, of whole lines where the file is longer than it.
 * @param format Its usual delimiter wins where no line is cut by any.
 * @param given What is known already; it is not looked for.
 */
export function detectDialect(sample: Uint8Array, format: DatasetFormat, given: CsvParameters = {}): SampleRecords {
  const usual = format === 'tsv' ? '\t' : ',';
  const { quote = startsWithApostrophes(sample) ? "'" : '"', comment = null } = given;
  const escapedBy = given.escape ?? (given.doubleQuote === false ? null : quote);
  const possible = given.delimiter
    ? [given.delimiter]
    : [usual, ...delimiters.filter((delimiter) => delimiter !== usual)];
  const candidates = possible.map((delimiter) => {
    const dialect: Dialect = { delimiter, quote, escape: escapedBy, comment };
    return { dialect, records: parseRecords(sample, dialect) };
  });
  const best = candidates.reduce((first, second) => (evenness(second) > evenness(first) ? second : first));
  const isFree = given.escape === undefined && given.doubleQuote === undefined;
  return (isFree && withBackslashes(sample, best)) || best;
}

/**
 * Options of csv-parse that the sample and the whole file are read with.
 * @param lineFeedsOnly No line ends in a carriage return; looking for one takes a third of the time.
 */
export function parserOptions(dialect: Dialect, lineFeedsOnly = false): Options {
  return {
    ...dialect,
    record_delimiter: lineFeedsOnly ? '\n' : ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  };
}

/** Share of the lines that have as many cells as the first one; 0 where that has only one. More cells break a tie. */
function evenness({ records }: SampleRecords): number {
  const cells = records[0]?.length ?? 0;
  if (cells < 2) return 0;
  const even = records.filter((record) => record.length === cells).length;
  return even / records.length + cells * 1e-6;
}

/**
 * The same sample with `\\"` read as a quote, where it cannot be read cleanly without and more lines can with it; else null. What is
 * clean by the usual rules is never read in another way, whatever else it could be (RFC 4180).
 */
function withBackslashes(sample: Uint8Array, { dialect }: SampleRecords): SampleRecords | null {
  if (dialect.quote === null || !Buffer.from(sample).includes(`\\${dialect.quote}`)) return null;
  const escaped: Dialect = { ...dialect, escape: '\\' };
  const usual = parseStrictly(sample, dialect);
  if (usual.isClean || parseStrictly(sample, escaped).records.length <= usual.records.length) return null;
  return { dialect: escaped, records: parseRecords(sample, escaped) };
}

/** The records up to the first that cannot be read. */
function parseRecords(sample: Uint8Array, dialect: Dialect): string[][] {
  return parseSample(sample, parserOptions(dialect)).records;
}

/** The same without tolerance for quotes in odd places. */
function parseStrictly(sample: Uint8Array, dialect: Dialect): ParsedSample {
  return parseSample(sample, { ...parserOptions(dialect), relax_quotes: false });
}

/** `isClean`: nothing stood in the way of reading. */
interface ParsedSample {
  records: string[][];
  isClean: boolean;
}

function parseSample(sample: Uint8Array, options: Options): ParsedSample {
  const records: string[][] = [];
  const onRecord = (record: string[]) => {
    records.push(record);
    return record;
  };
  try {
    parse(sample, { ...options, to: SAMPLE_RECORDS, on_record: onRecord });
    return { records, isClean: true };
  } catch (error) {
    if (!isCsvError(error)) throw error;
    return { records, isClean: false };
  }
}

/** Narrows what csv-parse throws. */
export function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && /^(CSV_|INVALID_)/.test(String(error.code));
}

/** True where every cell of the first line is in apostrophes. */
function startsWithApostrophes(sample: Uint8Array): boolean {
  const [line = ''] = Buffer.from(sample.subarray(0, 4096))
    .toString('utf8')
    .split(/[\r\n]/, 1);
  return /^'[^']*'([,;\t|]'[^']*')+$/.test(line);
}
