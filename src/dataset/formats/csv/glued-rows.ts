import { type FoundRecords, recordTrait } from './found-records.ts';
import { type Dialect, usualDialect } from './quoting.ts';
import { RecordScanner } from './record-scanner.ts';

/** Records of several lines of which each alone could be a row: most likely a quote that opens none glues them. */
export interface GluedRecord {
  row: number;
  /** The cells of its lines; null where nothing but glue can explain it. */
  lines: string[][] | null;
  lineCount: number;
}

/** The same dialect where quotes go no further than their line. */
export function withinLines(dialect: Dialect): Dialect {
  return { ...dialect, quotesEndInLine: true };
}

/** The same dialect where quotation marks are letters. */
export function withoutQuotes(dialect: Dialect): Dialect {
  return { ...usualDialect(dialect.delimiter, null), comment: dialect.comment };
}

/**
 * A record of several lines as rows that were glued, or null where it is a text of several lines. Where its quote is closed in order,
 * its lines must have the header's width, and no delimiter in it may stand before a blank, as a comma in a sentence does.
 */
export function gluedRecord(
  found: FoundRecords,
  record: number,
  row: number,
  dialect: Dialect,
  header: readonly string[],
): GluedRecord | null {
  const traits = found.traits(record);
  if ((traits & recordTrait.severalLines) === 0) return null;
  const scanner = new RecordScanner(withinLines(dialect));
  scanner.finish(found.recordBytes(record));
  const lines = Array.from({ length: scanner.found.count }, (_, i) => scanner.found.cells(i));
  if ((traits & recordTrait.oddQuote) !== 0) return { row, lines: null, lineCount: lines.length };
  const isProse = !header.some(beginsBlank) && lines.some((cells) => cells.slice(1).some(beginsBlank));
  if (isProse || lines.length < 2 || lines.some((cells) => cells.length !== header.length)) return null;
  return { row, lines, lineCount: lines.length };
}

function beginsBlank(cell: string): boolean {
  return cell.startsWith(' ');
}

/** Longer values, and more of them in a column, are no classes. */
const VALUE_LENGTH = 40;
const VALUES = 200;

/** The values of the columns that have few: they tell whether a line is a row. */
export class ColumnValues {
  #rows = 0;
  /** By column; null where it has many values. */
  #values: (Set<string> | null)[] = [];

  /** Takes a line that is a row for certain. */
  add(found: FoundRecords, record: number, width: number): void {
    this.#rows += 1;
    for (let column = 0; column < width; column++) {
      const values = this.#values[column] === undefined ? new Set<string>() : this.#values[column];
      this.#values[column] = values ?? null;
      if (!values) continue;
      const value = found.cell(record, column) ?? '';
      values.add(value);
      if (values.size > VALUES || value.length > VALUE_LENGTH) this.#values[column] = null;
    }
  }

  /** Whether these lines are rows by the columns that have few values; null where there is no such column. */
  areRows(lines: readonly string[][]): boolean | null {
    const columns = [...this.#values.entries()].filter(([, values]) => values && values.size <= this.#rows / 2);
    if (columns.length === 0) return null;
    return columns.every(([column, values]) => lines.every((cells) => values?.has(cells[column] ?? '')));
  }
}
