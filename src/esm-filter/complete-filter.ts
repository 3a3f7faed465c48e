import { type FilterField, filterFields, isFilterField, operatorsOf } from './filter.ts';

/** One proposal: `text` takes the place of what stands from `start` to `end`, counted from the start of the filter. */
export interface FilterProposal {
  text: string;
  start: number;
  end: number;
}

/**
 * Proposals for a filter that is being written, at a place in it: fields, then the operators of a field. Values are not known before
 * the metadata of all maps are read; languages are proposed because they are short and few.
 *
 * @param languages codes that may stand for `language`
 */
export function completeFilter(filter: string, cursor: number, languages: readonly string[]): FilterProposal[] {
  const before = filter.slice(0, cursor);
  const quotes = before.replaceAll(/\\[\s\S]/g, '').split('"').length - 1;
  if (quotes % 2 === 1) return [];
  const word = /(?:^|\s)([A-Za-z][\w-]*)?$/.exec(before);
  if (word !== null) return fields(cursor - (word[1]?.length ?? 0), cursor);
  const operator = /(?:^|\s)([A-Za-z][\w-]*)([=!~<>]*)$/.exec(before);
  const field = operator?.[1] ?? '';
  if (!isFilterField(field)) return [];
  const written = operator?.[2] ?? '';
  const operators = operatorsOf[filterFields[field]]
    .filter((known) => known.startsWith(written) && known !== written)
    .map((text) => ({ text, start: cursor - written.length, end: cursor }));
  const values = written === '=' && field === 'language' ? languages : [];
  return [...values.map((text) => ({ text, start: cursor, end: cursor })), ...operators];
}

function fields(start: number, end: number): FilterProposal[] {
  const names = Object.keys(filterFields).filter(isFilterField);
  return names.map((name) => ({ text: `${name}${firstOperator(name)}`, start, end }));
}

/** A field is proposed with its most used operator, so that a value can be typed at once. */
function firstOperator(field: FilterField): string {
  return operatorsOf[filterFields[field]][0] ?? '=';
}
