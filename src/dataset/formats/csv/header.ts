import type { CsvParameters } from '../../sources/csv-parameters.ts';
import { isMissingWord, isNumberText } from './cell-text.ts';

/** The columns of a CSV file, and where its rows begin. */
export interface Header {
  names: string[];
  /** How many lines stand before the first row: 1 where the first line names the columns, 0 where it is data already. */
  lines: number;
  /** True where nobody says that no line names the columns, it only looks so. */
  guessedAbsent: boolean;
}

/**
 * The header as `pandas.read_csv` takes it from its parameters, where there are any; else as {@link detectHeader} finds it.
 * @param records The first lines.
 */
export function findHeader(
  records: readonly string[][],
  wanted: readonly string[],
  { header, names }: CsvParameters,
): Header {
  if (header === undefined && names === undefined) return detectHeader(records, wanted);
  const lines = header === undefined || header === null ? 0 : header + 1;
  const inFile = lines === 0 ? (records[0] ?? []).map((_, i) => `${i}`) : uniqueNames(records[lines - 1] ?? []);
  return { names: names ? [...names] : inFile, lines, guessedAbsent: false };
}

/**
 * Decides whether the first line names the columns. Nearly always it does; not where it looks like the lines below it: a number
 * above numbers, or a word that is again and again a value of its column.
 * @param records The first lines.
 * @param wanted Columns that the user named: where the first line holds them, it is a header whatever it looks like.
 */
function detectHeader(records: readonly string[][], wanted: readonly string[]): Header {
  const [first = [], ...rest] = records;
  const cells = new Set(first);
  const named = wanted.length > 0 && wanted.every((name) => cells.has(name));
  const counted = first.every((cell, i) => cell === String(i));
  const present = named || counted || !first.some((cell, i) => looksLikeData(cell, cellsBelow(rest, i)));
  if (present) return { names: uniqueNames(first), lines: 1, guessedAbsent: false };
  return { names: first.map((_, i) => `column ${i + 1}`), lines: 0, guessedAbsent: true };
}

/**
 * True where the first line is certainly no row: it is a word above numbers, or one that never comes again in a column whose values
 * do.
 */
export function standsOutAsHeader([first = [], ...rest]: readonly string[][]): boolean {
  return first.some((cell, i) => {
    const below = cellsBelow(rest, i);
    if (below.length < 2 || isMissingWord(cell)) return false;
    if (below.every(isNumberText)) return !isNumberText(cell);
    return new Set(below).size <= below.length / 2 && !below.includes(cell);
  });
}

function cellsBelow(records: readonly string[][], column: number): string[] {
  return records.map((record) => record[column] ?? '').filter((cell) => !isMissingWord(cell));
}

function looksLikeData(cell: string, below: readonly string[]): boolean {
  if (below.length < 2 || isMissingWord(cell)) return false;
  if (isNumberText(cell)) return below.every(isNumberText);
  const repeats = below.filter((other) => other === cell).length;
  return repeats >= 2 && new Set(below).size <= below.length / 2;
}

/** Column names as pandas makes them unique: `Unnamed: 2` for an empty one, `text.1` for a second `text`. */
function uniqueNames(cells: readonly string[]): string[] {
  const used = new Set<string>();
  /** The number to try next for a name that is there already: those before are taken. */
  const next = new Map<string, number>();
  return cells.map((cell, i) => {
    const base = cell === '' ? `Unnamed: ${i}` : cell;
    let name = base;
    let again = next.get(base) ?? 1;
    for (; used.has(name); again++) name = `${base}.${again}`;
    next.set(base, again);
    used.add(name);
    return name;
  });
}
