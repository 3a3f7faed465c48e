import type { Described } from './voice.ts';

/** A problem on one line: what is wrong, and what to do. A message that ends in somebody else's words gets the stop that they lack. */
export function paragraphOf({ message, remedy }: Described): string {
  if (remedy === null) return message;
  return /[.?!…。？！]["”)）]?$/.test(message) ? `${message} ${remedy}` : `${message}. ${remedy}`;
}
