import type { ColumnKind } from '../../protocol/dataset-facts.ts';
import { isMissingWord } from '../formats/csv/cell-text.ts';
import { LabelProfile } from '../labels/label-profile.ts';
import type { Column } from '../table/table.ts';
import { textOf, type Value } from '../table/values.ts';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 200;

/** What the values of one column look like. */
export class ColumnProfile {
  readonly column: Column;
  readonly values: LabelProfile;
  readonly examples: string[] = [];
  missing = 0;
  readonly #untyped: boolean;
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
    this.#addExample(text);
  }

  /** What the column holds; the declared kind where there are no values to see (nested columns are not read). */
  get kind(): ColumnKind {
    return this.values.rows === 0 ? (this.column.kind ?? 'empty') : this.values.kind();
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

/** An id is one word, or one made of a few Chinese letters. */
const ID_WORDS = 2;

/** Longer texts are not counted to their end. */
const COUNTED_LENGTH = 2000;

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

function countWords(text: string): number {
  const start = text.slice(0, COUNTED_LENGTH);
  const words = start.match(/\S+/g)?.length ?? 0;
  const letters = start.match(unspaced)?.length ?? 0;
  return Math.max(words, letters / 2);
}

function looksLikeId(text: string): boolean {
  return text.length < 300 && /^[^\s\d/@\\_]*[\d/@\\_]\S*$/.test(text);
}
