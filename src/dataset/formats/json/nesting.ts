import { stringEnd } from './string-end.ts';

/** Arrays and objects in each other that are read; Python's own reader gives up at about as many. */
export const NESTING_LIMIT = 1000;

/** Thrown for JSON that is nested deeper than {@link NESTING_LIMIT}: whatever walks through it would run out of stack. */
export class NestedTooDeep extends Error {
  readonly depth: number;

  constructor(depth: number) {
    super(`nested ${depth} deep`);
    this.depth = depth;
  }
}

/**
 * Checks a text that could not be parsed: JSON.parse itself runs out of stack where it is asked about every value.
 * @throws NestedTooDeep
 */
export function checkText(text: string): void {
  const { deepest } = walkBrackets(text);
  if (deepest > NESTING_LIMIT) throw new NestedTooDeep(deepest);
}

/**
 * Checks what was parsed, level by level: little work where most of it is text.
 * @throws NestedTooDeep
 */
export function checkValue(value: unknown): void {
  let depth = 0;
  for (
    let level = nestedIn([value]);
    level.length > 0;
    level = level.flatMap((outer) => nestedIn(Object.values(outer)))
  ) {
    depth += 1;
  }
  if (depth > NESTING_LIMIT) throw new NestedTooDeep(depth);
}

function nestedIn(values: readonly unknown[]): object[] {
  return values.filter((value) => typeof value === 'object' && value !== null);
}

/** What the brackets of a text show. */
export interface Brackets {
  /** Where the first array or object ends; -1 where it never does. */
  firstEnd: number;
  /** How deep the text is nested. */
  deepest: number;
  /** Whether a comma stands before a closing bracket. */
  trailingComma: boolean;
}

/** Walks through the brackets of a text, past its strings. */
export function walkBrackets(text: string): Brackets {
  let depth = 0;
  let afterComma = false;
  let trailingComma = false;
  let deepest = 0;
  let firstEnd = -1;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = stringEnd(text, i) - 1;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (afterComma) trailingComma = true;
      if (depth <= 0 && firstEnd < 0) firstEnd = i + 1;
    }
    if (character === ',') afterComma = true;
    else if (character?.trim() !== '') afterComma = false;
  }
  return { firstEnd, deepest, trailingComma };
}
