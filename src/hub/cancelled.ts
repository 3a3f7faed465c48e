import { ProblemError } from '../protocol/problem.ts';

/** The problem of everything that a caller's signal ends. */
export function cancelled(cause?: unknown): ProblemError {
  return new ProblemError({ area: 'run', code: 'run-cancelled' }, { cause });
}

/** @throws {ProblemError} run-cancelled once the signal is aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal.reason);
}
