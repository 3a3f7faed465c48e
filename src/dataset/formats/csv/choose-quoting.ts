import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { TextSource } from '../../text-encoding/text-source.ts';
import { backslashDialect } from './dialect.ts';
import { type GluedRecord, withinLines, withoutQuotes } from './glued-rows.ts';
import type { Dialect } from './quoting.ts';
import { QuotingTrial } from './quoting-trial.ts';

/** More lines that are read wrongly are not tolerated. */
const TOLERATED_SHARE = 0.05;
/** Fewer rows do not tell how a file is quoted that is not quoted by the rules. */
const TELLING_ROWS = 10;
const ROWS_TOLD = 5;

/** How a file is to be read, and what its reader should know of it. */
export interface ChosenQuoting {
  dialect: Dialect;
  warnings: DatasetWarning[];
}

/** Where to look. */
export interface QuotingPlace {
  text: TextSource;
  /** As the first lines are quoted. */
  dialect: Dialect;
  /** How many records stand before the first row. */
  headerRecords: number;
  /** How many bytes to look at. */
  scanBytes: number;
  signal?: AbortSignal | undefined;
}

/**
 * Decides over the whole file what quotation marks mean: a lone one may stand far below the first lines. What can be read by the
 * usual rules is. Else the way wins that leaves fewest lines off the header's width, or glued to others by a quote: quotes escaped
 * in the other manner, quotation marks as letters, or quotes that end with their line.
 * @throws ProblemError `dataset-glued-rows` where no way is good and more than 5 % of the lines are glued; `run-cancelled`.
 */
export async function chooseQuoting(place: QuotingPlace): Promise<ChosenQuoting> {
  const { dialect, headerRecords } = place;
  const usual = new QuotingTrial(dialect, headerRecords);
  if (!(await hasQuote(place))) return { dialect, warnings: [] };
  await runTrials(place, [usual]);
  if (usual.isClean) return { dialect, warnings: [] };
  const otherEscape = new QuotingTrial(otherManner(dialect), headerRecords);
  const letters = new QuotingTrial(withoutQuotes(dialect), headerRecords);
  const lines = new QuotingTrial(withinLines(dialect), headerRecords, true);
  await runTrials(place, [otherEscape, letters, lines]);
  for (const trial of [usual, otherEscape]) keepGlued(trial, lines);
  if (usual.isClean) return { dialect, warnings: [] };
  if (usual.badLines === 0) {
    return { dialect: otherEscape.isClean ? otherEscape.dialect : dialect, warnings: [] };
  }
  // Quotation marks that enclose cells would be left as letters; those that do not are letters within lines too.
  const byLines = encloses(lines) ? [lines, letters] : [letters, lines];
  const best = [otherEscape, ...byLines].filter(isTolerable).reduce(better, usual);
  if (best === usual || best === otherEscape)
    return { dialect: best.dialect, warnings: gluedWarning(place.text.name, best) };
  const detail = { rows: lines.firstOdd, count: lines.odd, enclosing: best === lines };
  return { dialect: best.dialect, warnings: [{ code: 'dataset-quotes-as-letters', detail }] };
}

function otherManner(dialect: Dialect): Dialect {
  return dialect.escape === null ? backslashDialect(dialect) : { ...dialect, escape: null, doubleQuote: true };
}

function better(first: QuotingTrial, second: QuotingTrial): QuotingTrial {
  return second.badLines < first.badLines ? second : first;
}

function isTolerable({ badLines, rows }: QuotingTrial): boolean {
  return rows >= TELLING_ROWS && badLines <= rows * TOLERATED_SHARE;
}

/**
 * Keeps the records that are glued rows for certain, or by what the file holds elsewhere: their lines have values that its columns
 * have. A tab in a text says it too, unless the file encloses cells. A writer that encloses the header's cells encloses them all.
 */
function keepGlued(trial: QuotingTrial, lines: QuotingTrial): void {
  const byTabs = trial.dialect.delimiter === '\t' && !encloses(lines);
  const isGlued = (glued: GluedRecord) =>
    glued.lines === null || (!lines.isHeaderQuoted && (lines.values?.areRows(glued.lines) ?? byTabs));
  trial.glued.splice(0, trial.glued.length, ...trial.glued.filter(isGlued));
}

/** True where more rows have a cell that quotes enclose than a quote that encloses none. */
function encloses({ quoted, odd }: QuotingTrial): boolean {
  return quoted > odd;
}

function gluedWarning(file: string, { glued, rows }: QuotingTrial): DatasetWarning[] {
  if (glued.length === 0) return [];
  const lines = glued.reduce((sum: number, { lineCount }: GluedRecord) => sum + lineCount, 0);
  const detail = { rows: glued.slice(0, ROWS_TOLD).map(({ row }) => row), count: glued.length, lines };
  if (lines > (rows - glued.length + lines) * TOLERATED_SHARE) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-glued-rows', file, ...detail });
  }
  return [{ code: 'dataset-glued-rows', detail }];
}

async function hasQuote({ text, dialect, scanBytes, signal }: QuotingPlace): Promise<boolean> {
  const quote = (dialect.quote ?? '').charCodeAt(0);
  let bytes = 0;
  for await (const chunk of text.stream(signal)) {
    if (chunk.includes(quote)) return true;
    bytes += chunk.length;
    if (bytes >= scanBytes) return false;
  }
  return false;
}

/** Bytes that are scanned at a time. */
const PIECE_BYTES = 1 << 18;

async function runTrials({ text, scanBytes, signal }: QuotingPlace, trials: readonly QuotingTrial[]): Promise<void> {
  let bytes = 0;
  for await (const chunk of text.stream(signal)) {
    for (let i = 0; i < chunk.length; i += PIECE_BYTES) {
      for (const trial of trials) trial.push(chunk.subarray(i, i + PIECE_BYTES));
    }
    throwIfCancelled(signal);
    bytes += chunk.length;
    if (bytes >= scanBytes) return;
  }
  for (const trial of trials) trial.end();
}
