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

/** Where the first array or object of a text ends (-1 where it never does), and how deep the text is nested. */
export function walkBrackets(text: string): { firstEnd: number; deepest: number } {
  let depth = 0;
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
      if (depth <= 0 && firstEnd < 0) firstEnd = i + 1;
    }
  }
  return { firstEnd, deepest };
}
