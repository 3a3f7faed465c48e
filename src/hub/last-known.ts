import { ProblemError } from '../protocol/problem.ts';
import type { Hub } from './hub.ts';

/** Tells that an answer from before is used because of this error. Not where the Hub is not to be asked: that was somebody's wish. */
export function tellLastKnown(hub: Hub, error: unknown): void {
  if (hub.settings.offline || !(error instanceof ProblemError) || error.problem.area !== 'hub') return;
  hub.onLastKnown?.(error.problem);
}
