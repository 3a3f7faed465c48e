import type PQueue from 'p-queue';
import { cancelled, throwIfCancelled } from './cancelled.ts';

/**
 * Runs a step when the queue has room for it. Cancelled while it waits, this ends at once; cancelled while the step runs, it ends
 * with the step, which has its own traces to remove.
 *
 * @throws what the step throws; {ProblemError} run-cancelled
 */
export function inTurn<Value>(queue: PQueue, signal: AbortSignal, step: () => Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(cancelled(signal.reason));
    signal.addEventListener('abort', cancel, { once: true });
    const begin = () => {
      signal.removeEventListener('abort', cancel);
      throwIfCancelled(signal);
      return step();
    };
    queue.add(begin).then(resolve, reject);
    if (signal.aborted) cancel();
  });
}
