import { type EsmFilter, type FilterCondition, type FilterField, filterFields } from './filter.ts';

/** What a filter can ask of a map: texts of its fields (none where it states nothing) and numbers. */
export type FilterFacts = Partial<Record<FilterField, readonly string[] | number | null>>;

/**
 * Whether every condition holds. Letter case does not matter. A map that states nothing for a field passes `!=` and `!~` only: it is
 * not known to be what is asked for.
 */
export function passesFilter(filter: EsmFilter, facts: FilterFacts): boolean {
  return filter.every((condition) => holds(condition, facts[condition.field] ?? null));
}

function holds(condition: FilterCondition, fact: readonly string[] | number | null): boolean {
  const { operator } = condition;
  const negated = operator === '!=' || operator === '!~';
  return matches(condition, fact) !== negated;
}

/** Whether one of the values is met; for `!=` and `!~` the same as for `=` and `~`. */
function matches({ field, operator, values }: FilterCondition, fact: readonly string[] | number | null): boolean {
  if (fact === null) return false;
  if (filterFields[field] === 'number') return values.some((value) => compares(Number(fact), operator, Number(value)));
  const texts = [fact].flat().map((text) => String(text).toLowerCase());
  const contains = operator === '~' || operator === '!~';
  return values
    .map((value) => value.toLowerCase())
    .some((value) => texts.some((text) => (contains ? text.includes(value) : text === value)));
}

function compares(number: number, operator: FilterCondition['operator'], bound: number): boolean {
  switch (operator) {
    case '<':
      return number < bound;
    case '<=':
      return number <= bound;
    case '>':
      return number > bound;
    case '>=':
      return number >= bound;
    default:
      return number === bound;
  }
}
