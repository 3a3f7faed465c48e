import { ProblemError } from '../protocol/problem.ts';

/** The problem of everything that a caller's signal ends. */
export function cancelled(cause?: unknown): ProblemError {
  return new ProblemError({ area: 'run', code: 'run-cancelled' }, { cause });
}

/** @throws {ProblemError} run-cancelled once the signal is aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal.reason);
}

/** The promise, or run-cancelled as soon as the signal is aborted; what is under way is not waited for. */
export function orCancelled<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(cancelled(signal.reason));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
