import type { RankedTask } from './document.ts';

/** How sure the score of a task is: known as soon as it is scored. */
export type ScoreCertainty = Pick<RankedTask, 'standardError' | 'interval'>;

/** How sure its place is, which depends on the other tasks. */
export type PlaceCertainty = Pick<RankedTask, 'helps' | 'first' | 'rankInterval' | 'alike'>;

/** That of a task whose place is not assessed, or not yet. */
export const unknownPlace: PlaceCertainty = { helps: null, first: null, rankInterval: null, alike: null };

/** That of a task of which nothing is known. */
export const unknownCertainty: ScoreCertainty & PlaceCertainty = {
  standardError: null,
  interval: null,
  ...unknownPlace,
};
