/** Words that pandas' `read_csv` takes for a missing value, and the empty cell. */
const missingWords = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);

const LONGEST_MISSING_WORD = Math.max(...[...missingWords].map((word) => word.length));

/** True for a cell that pandas, and so `datasets`, reads as missing. */
export function isMissingWord(cell: string): boolean {
  // Looking up a long text would hash all of it.
  return cell.length <= LONGEST_MISSING_WORD && missingWords.has(cell);
}

/** True for a cell that is a whole number, as pandas reads it. */
export function isIntegerText(cell: string): boolean {
  return /^\s*[+-]?\d+\s*$/.test(cell);
}

/** True for a cell that is a number, as pandas reads it: also `.5`, `1e5`, `inf`. */
export function isNumberText(cell: string): boolean {
  return /^\s*[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|inf|infinity)\s*$/i.test(cell);
}

/** The number that {@link isNumberText} found. */
export function numberOfText(cell: string): number {
  const text = cell.trim();
  if (/inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

/** The truth value that pandas reads from a cell; null for any other cell. */
export function booleanOfText(cell: string): boolean | null {
  if (cell === 'True' || cell === 'TRUE' || cell === 'true') return true;
  if (cell === 'False' || cell === 'FALSE' || cell === 'false') return false;
  return null;
}
