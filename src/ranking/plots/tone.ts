import { type Side, sideOf } from '../baseline.ts';
import type { RankedTask } from '../document.ts';
import { type Standing, type StandingBasis, standingOf } from '../standing.ts';

/** What gives a task its colour: its standing, or where a ranking does not say how sure it is, the side of the baseline. */
export type Tone = Exclude<Standing, 'unknown'> | Side;

/** The tone of a task. */
export function toneOf(task: Pick<RankedTask, 'score' | 'standardError'>, document: StandingBasis): Tone {
  const standing = standingOf(task, document);
  return standing === 'unknown' ? sideOf(task, document) : standing;
}
