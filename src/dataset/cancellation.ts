import { setImmediate } from 'node:timers/promises';
import { ProblemError } from '../protocol/problem.ts';

/** @throws ProblemError `run-cancelled` where the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProblemError({ area: 'run', code: 'run-cancelled' });
}

/**
 * Lets events happen between two pieces of computation, then hears the signal.
 * @throws ProblemError `run-cancelled` where the signal is aborted.
 */
export async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  throwIfCancelled(signal);
}
