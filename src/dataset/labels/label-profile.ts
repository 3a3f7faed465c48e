import type { ColumnKind } from '../../protocol/dataset-facts.ts';
import { booleanOfText, isIntegerText, isNumberText, numberOfText } from '../formats/csv/cell-text.ts';
import type { Column } from '../table/table.ts';
import { kindOf, Opaque, textOf, type Value, type ValueKind, WrittenFloat } from '../table/values.ts';
import { DropCounter } from './drop-counter.ts';

/** Values that are told apart; beyond them a column has too many to be classes. */
const DISTINCT_LIMIT = 10_000;

/** A label of more characters is no name of a class; only its start is kept. */
export const LABEL_LENGTH = 200;

/** Labels of one kind. */
export interface KindCount {
  kind: ValueKind;
  count: number;
  firstRow: number;
  example: string;
}

/** What labels are, seen over all rows whose text can be used. Takes the memory of the distinct values, at most 10,000. */
export class LabelProfile {
  /** Labels in all. */
  rows = 0;
  readonly #column: Pick<Column, 'kind' | 'classNames'>;
  readonly #untyped: boolean;
  readonly #kinds = new Map<ValueKind, KindCount>();
  /** How many text labels read as each of these. */
  readonly #texts = { integer: 0, number: 0, boolean: 0 };
  readonly #distinct = new Map<string, number>();
  #distinctComplete = true;
  /** Rows after which {@link #distinct} was full. */
  #rowsTold = 0;
  #firstNonNumber: { row: number; value: string } | null = null;
  #firstNotFinite: { row: number; value: string } | null = null;
  readonly #drops = new DropCounter();

  /** @param untyped True where the labels are text whatever they mean (CSV). */
  constructor(column: Pick<Column, 'kind' | 'classNames'>, untyped: boolean) {
    this.#column = column;
    this.#untyped = untyped;
  }

  /** Takes the next label, which is not missing. */
  add(value: Exclude<Value, null>, row: number): void {
    this.rows += 1;
    const text = textOf(value);
    this.#countKind(value, text, row);
    this.#countDistinct(shortened(text));
    if (typeof value === 'string') this.#addText(value, row);
    else if (value instanceof Opaque) this.#firstNonNumber ??= { row, value: shortened(text) };
    else if (typeof value !== 'bigint')
      this.#addNumber(value instanceof WrittenFloat ? value.value : Number(value), text, row);
  }

  /** The kind of the whole column; `mixed` where nothing else holds all labels. */
  kind(): ColumnKind {
    if (this.#column.kind === 'class-label') return 'class-label';
    if (this.#untyped && this.#column.kind === null) return this.#kindOfTexts();
    const kinds = new Set(this.#kinds.keys());
    if (kinds.size === 0) return 'empty';
    if (kinds.size === 2 && kinds.has('integer') && kinds.has('float')) return 'float';
    const [kind = 'empty'] = kinds;
    return kinds.size === 1 ? kind : 'mixed';
  }

  /** How many labels of each kind there are, the first seen first. */
  kinds(): KindCount[] {
    return [...this.#kinds.values()];
  }

  /** True where every label is a number or can be read as one. */
  get numeric(): boolean {
    return this.#firstNonNumber === null;
  }

  /** The first label that is no number. */
  get firstNonNumber(): { row: number; value: string } | null {
    return this.#firstNonNumber;
  }

  /** The first label that is infinite, as it is written. */
  get firstNotFinite(): { row: number; value: string } | null {
    return this.#firstNotFinite;
  }

  /** Rows whose label is -1, and rows whose label is infinite. */
  get drops(): DropCounter {
    return this.#drops;
  }

  /** Different labels as text, with their counts; the first 10,000 where `complete` is false, found in `rowsTold` rows. */
  distinct(): { counts: ReadonlyMap<string, number>; complete: boolean; rowsTold: number } {
    return {
      counts: this.#distinct,
      complete: this.#distinctComplete,
      rowsTold: this.#distinctComplete ? this.rows : this.#rowsTold,
    };
  }

  /**
   * As pandas types a column of text: whole numbers, else numbers, else truth values, else text. Unlike there, missing values do
   * not turn whole numbers into floats: their rows are left out anyway.
   */
  #kindOfTexts(): ColumnKind {
    if (this.rows === 0) return 'empty';
    // Spreadsheets tell dates from text.
    if (this.#kinds.has('date')) return this.#kinds.size === 1 ? 'date' : 'mixed';
    if (this.#texts.integer === this.rows) return 'integer';
    if (this.#texts.number === this.rows) return 'float';
    return this.#texts.boolean === this.rows ? 'boolean' : 'string';
  }

  #countKind(value: Exclude<Value, null>, example: string, row: number): void {
    const kind = this.#column.kind === 'float' ? 'float' : (kindOf(value) ?? 'string');
    const counted = this.#kinds.get(kind);
    if (counted) counted.count += 1;
    else this.#kinds.set(kind, { kind, count: 1, firstRow: row, example: shortened(example) });
  }

  #countDistinct(text: string): void {
    const count = this.#distinct.get(text);
    if (count !== undefined) this.#distinct.set(text, count + 1);
    else if (this.#distinct.size < DISTINCT_LIMIT) this.#distinct.set(text, 1);
    else if (this.#distinctComplete) {
      this.#distinctComplete = false;
      this.#rowsTold = this.rows;
    }
  }

  #addText(text: string, row: number): void {
    if (isIntegerText(text)) this.#texts.integer += 1;
    if (isNumberText(text)) {
      this.#texts.number += 1;
      this.#addNumber(numberOfText(text), text, row);
      return;
    }
    if (booleanOfText(text) !== null) this.#texts.boolean += 1;
    this.#firstNonNumber ??= { row, value: shortened(text) };
  }

  #addNumber(value: number, text: string, row: number): void {
    if (value === -1) this.#drops.add('unlabelled', row);
    if (Number.isFinite(value)) return;
    this.#firstNotFinite ??= { row, value: shortened(text) };
    this.#drops.add('not-finite-label', row);
  }
}

/** The start of a long text, as a string of its own: a slice would keep the whole text in memory. */
function shortened(text: string): string {
  if (text.length <= LABEL_LENGTH) return text;
  return `${Buffer.from(text.slice(0, LABEL_LENGTH - 1)).toString('utf8')}…`;
}
