import { ProblemError } from '../protocol/problem.ts';
import { orCancelled, throwIfCancelled } from './cancelled.ts';

/**
 * Does something once for all who ask for it at the same time. They share its failure too, unless the one who does it is
 * cancelled: then one of the others does it anew.
 */
export class SingleFlight<Value> {
  readonly #underWay = new Map<string, Promise<Value>>();

  /**
   * The result of `work`, or of the same work that is under way already.
   *
   * @param key names the work
   * @param signal the asker's own; work of another asker goes on when it is aborted
   * @throws what `work` throws; {ProblemError} run-cancelled
   */
  async run(key: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    const other = this.#underWay.get(key);
    if (other === undefined) return this.#lead(key, work);
    const result = await orCancelled(other.then((value) => ({ value })).catch(nullIfCancelled), signal);
    throwIfCancelled(signal);
    return result === null ? this.run(key, signal, work) : result.value;
  }

  async #lead(key: string, work: () => Promise<Value>): Promise<Value> {
    const flight = work();
    this.#underWay.set(key, flight);
    try {
      return await flight;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

function nullIfCancelled(error: unknown): null {
  if (error instanceof ProblemError && error.problem.code === 'run-cancelled') return null;
  throw error;
}
