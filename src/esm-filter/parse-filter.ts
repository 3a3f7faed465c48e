import { ProblemError } from '../protocol/problem.ts';
import type { FilterProblem } from '../protocol/problems/filter.ts';
import {
  type EsmFilter,
  type FilterCondition,
  type FilterField,
  type FilterOperator,
  filterFields,
  isFilterField,
  operatorsOf,
} from './filter.ts';
import { nearestField } from './nearest-field.ts';

/**
 * Reads a filter (grammar in docs/filters.md): conditions separated by spaces, each a field, an operator and one or more values
 * separated by commas, as in `language=en,de examples>=1000 task~amazon`. A value with spaces, commas or quotes stands in double
 * quotes, within which `\` takes the next character as it is.
 *
 * @throws {ProblemError} of the area `filter`, with the place of the mistake
 */
export function parseFilter(text: string): EsmFilter {
  const reader = new FilterReader(text);
  const conditions: EsmFilter = [];
  for (reader.skipSpaces(); !reader.atEnd; reader.skipSpaces()) conditions.push(reader.condition());
  return conditions;
}

class FilterReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  skipSpaces(): void {
    this.#take(/\s*/y);
  }

  condition(): FilterCondition {
    const field = this.#field();
    const operator = this.#operator(field);
    const values = [this.#value(field)];
    while (this.#take(/,/y) !== null) values.push(this.#value(field));
    return { field, operator, values };
  }

  #field(): FilterField {
    const at = this.#at;
    const word = this.#take(/[A-Za-z][\w-]*/y);
    if (word === null) throw this.#problem({ code: 'filter-expected-field', at, length: 1 });
    if (isFilterField(word)) return word;
    const nearest = nearestField(word);
    throw this.#problem({ code: 'filter-unknown-field', at, length: word.length, field: word, nearest });
  }

  #operator(field: FilterField): FilterOperator {
    this.skipSpaces();
    const at = this.#at;
    const written = this.#take(/[=!~<>]+/y);
    const allowed = operatorsOf[filterFields[field]];
    const operator = allowed.find((known) => known === written);
    if (operator !== undefined) return operator;
    const length = Math.max(1, written?.length ?? 1);
    throw this.#problem({ code: 'filter-bad-operator', at, length, field, operator: written, allowed: [...allowed] });
  }

  #value(field: FilterField): string {
    this.skipSpaces();
    const at = this.#at;
    const value = this.#text[at] === '"' ? this.#quoted() : this.#take(/[^\s,"]+/y);
    if (value === null) throw this.#problem({ code: 'filter-expected-value', at, length: 1, field });
    if (filterFields[field] === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) {
      throw this.#problem({ code: 'filter-not-a-number', at, length: this.#at - at, field, value });
    }
    return value;
  }

  #quoted(): string {
    const at = this.#at;
    const written = this.#take(/"(?:[^"\\]|\\[\s\S])*"/y);
    if (written === null) {
      throw this.#problem({ code: 'filter-unclosed-quote', at, length: this.#text.length - at });
    }
    return written.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
  }

  /** What matches at this place, which is passed; null where nothing does. */
  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #problem(facts: WithoutText<FilterProblem>): ProblemError {
    return new ProblemError({ area: 'filter', filter: this.#text, ...facts });
  }
}

type WithoutText<Kind> = Kind extends unknown ? Omit<Kind, 'area' | 'filter'> : never;
