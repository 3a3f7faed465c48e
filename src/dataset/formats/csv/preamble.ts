import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { CsvParameters } from '../../sources/csv-parameters.ts';
import { detectDialect, type SampleRecords, sampleRecords } from './dialect.ts';
import { standsOutAsHeader } from './header.ts';

/** What stands before the header of a file, and how what follows is read. */
export interface CsvStart extends SampleRecords {
  /** Bytes before the header. */
  bytes: number;
  /** Lines of comment among them, and the first of these. */
  comments: { lines: number; first: string } | null;
}

/** A line of comment of a sample; `end` is where the next line begins. */
interface Line {
  text: string;
  end: number;
}

/** More lines of comment are none. */
const COMMENT_LINES = 1000;

/**
 * Finds where a file begins, and its dialect: after Excel's line `sep=;`, which names the delimiter, and after lines of comment.
 * Where it is given which line is the header, or what a comment is, nothing is left out.
 * @param sample UTF-8, of whole lines where the file is longer than it.
 */
export function findStart(sample: Uint8Array, format: DatasetFormat, given: CsvParameters): CsvStart {
  const { header, names, skipRows, comment } = given;
  const isTold = [header, names, skipRows, comment].some((value) => value !== undefined);
  if (isTold) return { bytes: 0, comments: null, ...detectDialect(sample, format, given) };
  const separator = given.delimiter === undefined ? findSeparatorLine(sample) : null;
  const bytes = separator?.bytes ?? 0;
  const start = afterComments(sample.subarray(bytes), format, { delimiter: separator?.delimiter, ...given });
  const below = separator || given.delimiter !== undefined ? null : findSeparatorLine(sample.subarray(start.bytes));
  if (below === null) return { ...start, bytes: bytes + start.bytes };
  const end = start.bytes + below.bytes;
  const dialect = detectDialect(sample.subarray(end), format, { delimiter: below.delimiter, ...given });
  return { ...dialect, bytes: end, comments: start.comments };
}

/**
 * The first line that Excel writes and heeds: `sep=;`, in quotes or not; by hand also with blanks, or below an empty line. Saved
 * again as a row of its own it ends with other delimiters (`sep=;,`).
 */
function findSeparatorLine(sample: Uint8Array): { bytes: number; delimiter: string } | null {
  const start = Buffer.from(sample.subarray(0, 64)).toString('latin1');
  const found = /^[\r\n]*["']?sep *= *([\t!#-&(-/:-@[-`{-~])[\t!-/:-@[-`{-~]*(?:\r\n|\n|\r|$)/i.exec(start);
  return found ? { bytes: found[0].length, delimiter: found[1] ?? ',' } : null;
}

function afterComments(sample: Uint8Array, format: DatasetFormat, given: CsvParameters): CsvStart {
  const lines = leadingComments(sample);
  const start = detectDialect(sample.subarray(lines.at(-1)?.end ?? 0), format, given);
  const count = start.records.length === 0 ? 0 : commentsBefore(start, lines);
  const [first] = lines;
  if (count === 0 || !first) return { bytes: 0, comments: null, ...detectDialect(sample, format, given) };
  const bytes = lines[count - 1]?.end ?? 0;
  return {
    bytes,
    comments: { lines: count, first: first.text },
    ...detectDialect(sample.subarray(bytes), format, given),
  };
}

/**
 * How many of the lines that look like comments are none of the table: those before the first that has its width, which may be
 * the header (`#id,text`) or a row (`#hashtag`); all, where the line after them is a header by its looks.
 */
function commentsBefore({ dialect, records }: SampleRecords, lines: readonly Line[]): number {
  if (standsOutAsHeader(records)) return lines.length;
  const width = records[0]?.length;
  const fits = ({ text }: Line) => sampleRecords(Buffer.from(text), dialect).records[0]?.length === width;
  const first = lines.findIndex(fits);
  return first < 0 ? lines.length : first;
}

/** The first lines, as far as they begin with a sign of comments; blank ones between them too. */
function leadingComments(sample: Uint8Array): Line[] {
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length && lines.length < COMMENT_LINES; ) {
    const end = lineEnd(bytes, start);
    const text = bytes.toString('utf8', start, Math.min(end, start + 1000)).trim();
    if (text !== '' && !/^(?:#|\/\/|%|--)/.test(text)) break;
    if (text !== '') lines.push({ text, end });
    start = end;
  }
  return lines;
}

/** Where the line after this one begins. */
function lineEnd(bytes: Buffer, start: number): number {
  const feed = bytes.indexOf('\n', start);
  const stop = feed < 0 ? bytes.length : feed;
  const carriage = bytes.subarray(start, stop).indexOf('\r');
  if (carriage < 0 || start + carriage === stop - 1) return Math.min(stop + 1, bytes.length);
  return start + carriage + 1;
}
