/** Columns of a sheet: Excel's and LibreOffice's own limit. */
export const COLUMN_LIMIT = 16_384;

/** The column of a cell's name, from 0: 27 for `AB12`. Null where it is no such name. */
export function columnOfName(name: string): number | null {
  let column = 0;
  let letters = 0;
  for (; letters < name.length && letters < 4; letters++) {
    const letter = name.charCodeAt(letters) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return letters === 0 || column > COLUMN_LIMIT ? null : column - 1;
}

/** The row of a cell's name, from 1. Null where it is no such name. */
export function rowOfName(name: string): number | null {
  const row = Number(/^\$?[A-Z]{1,3}\$?(\d+)$/.exec(name)?.[1] ?? '0');
  return row === 0 ? null : row;
}

/** The name of a cell: `AB12` for column 27 in row 12. */
export function nameOfCell(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
