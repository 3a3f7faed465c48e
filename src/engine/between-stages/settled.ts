import { orCancelled } from '../../hub/cancelled.ts';

/** Counts maps that are scored, or skipped for good, for a stage that goes on from their scores. */
export class Settled {
  #count = 0;
  readonly #waiting: { count: number; resolve: () => void }[] = [];

  /** One more. */
  one(): void {
    this.#count += 1;
    for (const waiting of this.#waiting) if (waiting.count <= this.#count) waiting.resolve();
  }

  /**
   * Waits until there are so many.
   *
   * @throws {ProblemError} run-cancelled
   */
  reach(count: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ count, resolve });
    if (count <= this.#count) resolve();
    return orCancelled(promise, signal);
  }
}
