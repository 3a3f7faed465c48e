import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { CsvParameters } from '../../sources/csv-parameters.ts';
import { type FoundRecords, recordTrait } from './found-records.ts';
import { type Dialect, usualDialect } from './quoting.ts';
import { RecordScanner } from './record-scanner.ts';

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
  const possible =
    given.delimiter === undefined
      ? [usual, ...delimiters.filter((delimiter) => delimiter !== usual)]
      : [given.delimiter];
  const quote = startsWithApostrophes(sample) ? "'" : '"';
  const candidates = possible.map((delimiter) => sampleRecords(sample, withGiven(delimiter, quote, given)));
  const best = candidates.reduce((first, second) => (evenness(second) > evenness(first) ? second : first));
  const isFree = given.escape === undefined && given.doubleQuote === undefined;
  return (isFree && withBackslashes(sample, best)) || best;
}

/** The same dialect with quotes escaped by backslashes, not doubled. */
export function backslashDialect(dialect: Dialect): Dialect {
  return { ...dialect, escape: '\\', doubleQuote: false };
}

function withGiven(delimiter: string, quote: string, given: CsvParameters): Dialect {
  return {
    ...usualDialect(delimiter, given.quote === undefined ? quote : given.quote),
    escape: given.escape ?? null,
    escapesEverywhere: (given.escape ?? null) !== null,
    doubleQuote: given.doubleQuote ?? true,
    comment: given.comment ?? null,
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
  const escaped = backslashDialect(dialect);
  const usual = cleanRecords(scanSample(sample, dialect), dialect);
  if (usual.isClean || cleanRecords(scanSample(sample, escaped), escaped).count <= usual.count) return null;
  return sampleRecords(sample, escaped);
}

/** The first records of a sample, at most 200. */
export function sampleRecords(sample: Uint8Array, dialect: Dialect): SampleRecords {
  const { found } = scanSample(sample, dialect);
  const records = Array.from({ length: Math.min(found.count, SAMPLE_RECORDS) }, (_, i) => found.cells(i));
  return { dialect, records };
}

function scanSample(sample: Uint8Array, dialect: Dialect): RecordScanner {
  const scanner = new RecordScanner(dialect);
  scanner.finish(sample);
  return scanner;
}

/** The records up to the first with a quote in an odd place. */
function cleanRecords({ found, isUnclosed }: RecordScanner, { quote }: Dialect): { count: number; isClean: boolean } {
  const limit = Math.min(found.count, SAMPLE_RECORDS);
  for (let i = 0; i < limit; i++) if (hasOddQuote(found, i, quote)) return { count: i, isClean: false };
  return { count: limit, isClean: !isUnclosed || limit === SAMPLE_RECORDS };
}

function hasOddQuote(found: FoundRecords, record: number, quote: string | null): boolean {
  if ((found.traits(record) & recordTrait.oddQuote) !== 0) return true;
  return found.hasPlainCellWith(record, quote);
}

/** True where every cell of the first line is in apostrophes. */
function startsWithApostrophes(sample: Uint8Array): boolean {
  const [line = ''] = Buffer.from(sample.subarray(0, 4096))
    .toString('utf8')
    .split(/[\r\n]/, 1);
  return /^'[^']*'([,;\t|]'[^']*')+$/.test(line);
}
