import { ProblemError } from '../../protocol/problem.ts';
import { nearestName } from '../table/nearest-name.ts';
import type { Column, Table } from '../table/table.ts';

/** Columns that make the examples. */
export interface ChosenColumns {
  textColumns: string[];
  labelColumn: string;
}

/**
 * Checks chosen columns against what the table declares.
 * @param columns `labelColumn`: null where only texts are read.
 * @param textCandidates Finds columns that hold text; asked only where the chosen one does not.
 * @throws ProblemError `dataset-no-such-column`, `dataset-text-is-label`, `dataset-column-type`, `dataset-text-kind`,
 * `dataset-label-kind`.
 */
export async function checkColumns(
  file: string,
  table: Table,
  { textColumns, labelColumn }: { textColumns: readonly string[]; labelColumn: string | null },
  textCandidates: () => Promise<string[]>,
): Promise<void> {
  const columns = labelColumn === null ? textColumns : [...textColumns, labelColumn];
  for (const column of columns) {
    if (table.columnsComplete && !findColumn(table, column)) throw noSuchColumn(file, table, column);
  }
  if (labelColumn !== null && textColumns.includes(labelColumn)) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-text-is-label', file, column: labelColumn });
  }
  for (const column of columns) {
    const type = findColumn(table, column)?.unreadType;
    if (type !== undefined)
      throw new ProblemError({ area: 'dataset', code: 'dataset-column-type', file, column, type });
  }
  for (const column of textColumns) {
    const kind = findColumn(table, column)?.kind ?? null;
    if (kind !== null && ['list', 'struct', 'binary', 'date'].includes(kind)) {
      const others = (await textCandidates()).filter((other) => other !== column && other !== labelColumn);
      throw new ProblemError({ area: 'dataset', code: 'dataset-text-kind', file, column, kind, example: null, others });
    }
  }
  if (labelColumn === null) return;
  const kind = findColumn(table, labelColumn)?.kind ?? null;
  if (kind === 'list' || kind === 'struct' || kind === 'binary' || kind === 'date') {
    throw new ProblemError({ area: 'dataset', code: 'dataset-label-kind', file, column: labelColumn, kind, row: null });
  }
}

/** A column by its exact name. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The problem of a column that is not there, with the name most like it. */
export function noSuchColumn(file: string, table: Table, column: string): ProblemError {
  const columns = table.columns.map(({ name }) => name);
  return new ProblemError({
    area: 'dataset',
    code: 'dataset-no-such-column',
    file,
    column,
    columns: columns.slice(0, 100),
    nearest: nearestName(column, columns),
  });
}
