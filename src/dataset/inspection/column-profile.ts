import { createHash } from 'node:crypto';
import type { ColumnKind } from '../../protocol/dataset-facts.ts';
import { isMissingWord, isNumberText, numberOfText } from '../formats/csv/cell-text.ts';
import { LabelProfile } from '../labels/label-profile.ts';
import type { Column } from '../table/table.ts';
import { textOf, type Value, WrittenFloat } from '../table/values.ts';
import { countWords } from './count-words.ts';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 200;

/** Texts that are measured, at most, and how much of each: no more makes the first tokens. */
const TEXTS_MEASURED = 1000;
const MEASURED_LENGTH = 20_000;

/** What the values of one column look like. */
export class ColumnProfile {
  readonly column: Column;
  readonly values: LabelProfile;
  readonly examples: string[] = [];
  missing = 0;
  /** The first texts, to be measured. */
  readonly texts: string[] = [];
  /** The values that are finite numbers. */
  readonly numbers: number[] = [];
  readonly #untyped: boolean;
  /** The different values; long ones by their digest. */
  readonly #seen = new Set<string>();
  #words = 0;
  #idLike = 0;

  /** @param untyped True where values are text whatever they mean (CSV). */
  constructor(column: Column, untyped: boolean) {
    this.column = column;
    this.values = new LabelProfile(column, untyped);
    this.#untyped = untyped;
  }

  /** Takes the value of the next row. */
  add(value: Value, row: number): void {
    if (value === null || (this.#untyped && typeof value === 'string' && isMissingWord(value))) {
      this.missing += 1;
      return;
    }
    this.values.add(value, row);
    const text = textOf(value);
    const words = countWords(text);
    this.#words += words;
    if (words <= ID_WORDS && looksLikeId(text)) this.#idLike += 1;
    this.#seen.add(text.length < DIGEST_LENGTH ? text : createHash('md5').update(text).digest('base64'));
    this.#addExample(text);
    if (typeof value === 'string' && this.texts.length < TEXTS_MEASURED)
      this.texts.push(text.slice(0, MEASURED_LENGTH));
    const number = numberIn(value);
    if (Number.isFinite(number)) this.numbers.push(number);
  }

  /** What the column holds; the declared kind where there are no values to see (nested columns are not read). */
  get kind(): ColumnKind {
    return this.values.rows === 0 ? (this.column.kind ?? 'empty') : this.values.kind();
  }

  /** How many different values there are. */
  get distinct(): number {
    return this.#seen.size;
  }

  /** Mean number of words; two letters of a script without spaces count as one. */
  get meanWords(): number {
    return this.values.rows === 0 ? 0 : this.#words / this.values.rows;
  }

  /** True where most values are single words with digits, slashes or the like in them. */
  get looksLikeId(): boolean {
    return this.#idLike > this.values.rows * 0.8;
  }

  #addExample(text: string): void {
    if (this.examples.length >= EXAMPLES || text === '') return;
    const example = text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH - 1)}…` : text;
    if (!this.examples.includes(example)) this.examples.push(example);
  }
}

/** Longer values are told apart by a digest. */
const DIGEST_LENGTH = 64;

/** An id is one word, or one made of a few Chinese letters. */
const ID_WORDS = 2;

function looksLikeId(text: string): boolean {
  return text.length < 300 && /^[^\s\d/@\\_]*[\d/@\\_]\S*$/.test(text);
}

function numberIn(value: Exclude<Value, null>): number {
  if (typeof value === 'number') return value;
  if (value instanceof WrittenFloat) return value.value;
  return typeof value === 'string' && isNumberText(value) ? numberOfText(value) : Number.NaN;
}
