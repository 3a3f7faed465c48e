import type { RankedTask } from './document.ts';

/** What says how sure the place of a task is. */
export type TaskCertainty = Pick<
  RankedTask,
  'standardError' | 'interval' | 'helps' | 'first' | 'rankInterval' | 'alike'
>;

/** That of a task of which nothing is known: no draws, or not yet. */
export const unknownCertainty: TaskCertainty = {
  standardError: null,
  interval: null,
  helps: null,
  first: null,
  rankInterval: null,
  alike: null,
};
