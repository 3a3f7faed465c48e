import { parseDocument } from 'yaml';

/** Letters, digits and what file and column names are made of; commas and colons only where no YAML rule touches them. */
const plainInList = /^[\p{L}_./\\][\p{L}\p{N}_./\\@+ -]*$/u;
const plainAlone = /^[\p{L}_./\\][\p{L}\p{N}_./\\@+ ,():-]*$/u;

/**
 * A text as a YAML scalar on one line: plain where that is certain to be read back as the same text, else in double quotes, whose
 * escapes are those of JSON.
 *
 * @param inList within `[…]`, where commas need quotes too
 */
export function writeScalar(text: string, inList = false): string {
  const mayBePlain = (inList ? plainInList : plainAlone).test(text) && text === text.trim();
  return mayBePlain && readsBackAs(text) ? text : JSON.stringify(text);
}

function readsBackAs(text: string): boolean {
  const { contents, errors } = parseDocument(text, { prettyErrors: false });
  return errors.length === 0 && contents !== null && 'value' in contents && contents.value === text;
}
