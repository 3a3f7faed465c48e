import type { DeclaredColumn } from '../../hub/datasets/card-features.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { DeclaredReading } from '../sources/declared-reading.ts';
import type { Column, Row, Table } from '../table/table.ts';
import { Opaque, textOf, type Value } from '../table/values.ts';
import { isMissingWord } from './csv/cell-text.ts';

/**
 * A table with what its dataset declares of it: which columns there are, what they mean, how many rows. Values of a class label
 * become its number (`datasets`, `ClassLabel.cast_storage`), numbers of a column of texts become text.
 * @param file What problems call it.
 * @throws ProblemError while reading `dataset-undeclared-class`
 */
export function declaredTable(
  file: string,
  table: Table,
  { columns, features = [], rowsPerFile }: DeclaredReading,
): Table {
  if (columns === undefined && features.length === 0 && rowsPerFile === undefined) return table;
  const declared = new Map(features.map((feature) => [feature.name, feature]));
  const kept = table.columns.filter(({ name }) => columns === undefined || columns.includes(name));
  return {
    ...table,
    // Rows further down bring no others.
    columnsComplete: table.columnsComplete || columns !== undefined,
    columns: kept.map((column) => declaredColumn(column, declared.get(column.name))),
    rowCount:
      table.rowCount === null || rowsPerFile === undefined ? table.rowCount : Math.min(table.rowCount, rowsPerFile),
    get warnings() {
      return table.warnings;
    },
    async *rows(names, options) {
      const casts = names.map((name) => castOf(file, table, declared.get(name)));
      for await (const batch of table.rows(names, options)) {
        const rows = rowsPerFile === undefined ? batch : batch.filter(({ number }) => number <= rowsPerFile);
        yield rows.map((row) => ({ ...row, values: row.values.map((value, i) => casts[i]?.(value, row) ?? value) }));
        if (rows.length < batch.length) return;
      }
    },
  };
}

function declaredColumn(column: Column, feature: DeclaredColumn | undefined): Column {
  switch (feature?.type) {
    case 'class-label':
      return { ...column, kind: 'class-label', classNames: feature.names };
    case 'text':
      return { ...column, kind: 'string' };
    case 'float':
      return { ...column, kind: 'float' };
    case undefined:
      return column;
  }
}

type Cast = (value: Value, row: Row) => Value;

function castOf(file: string, { untyped }: Table, feature: DeclaredColumn | undefined): Cast | null {
  if (feature?.type === 'text') {
    return (value) => (value === null || value instanceof Opaque ? value : textOf(value));
  }
  if (feature?.type !== 'class-label') return null;
  const cast = classNumber(file, feature);
  return (value, row) => (untyped && typeof value === 'string' && isMissingWord(value) ? null : cast(value, row));
}

/** The number of a class from its name, or from its number in digits; -1 is no class. */
function classNumber(file: string, { name: column, names }: { name: string; names: readonly string[] }): Cast {
  const numbers = new Map(names.map((name, number) => [name, number]));
  return (value, { number: row }) => {
    if (value === null) return null;
    const text = textOf(value).trim();
    const number =
      numbers.get(typeof value === 'string' ? value : text) ??
      (/^[-+]?\d+(?:\.0)?$/.test(text) ? Number(text) : Number.NaN);
    if (number >= -1 && number < names.length) return number;
    const facts = { file, column, row, value: text.slice(0, 100), names: names.slice(0, 100) };
    throw new ProblemError({ area: 'dataset', code: 'dataset-undeclared-class', ...facts });
  };
}
