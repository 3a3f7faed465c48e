import { ProblemError } from '../protocol/problem.ts';

/** @throws {ProblemError} run-cancelled once `signal` is aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ProblemError({ area: 'run', code: 'run-cancelled' });
}
