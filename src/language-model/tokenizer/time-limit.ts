import { types } from 'node:util';
import { type Context, createContext, Script } from 'node:vm';

/** What had to end because it took too long. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
  /** How long it was allowed to take. */
  readonly seconds: number;

  constructor(seconds: number) {
    super(`took more than ${seconds} s`);
    this.seconds = seconds;
  }
}

/**
 * Time for work that may never end, like matching a pattern that somebody else wrote. V8 can end it from outside, in the middle of a regular
 * expression, where it runs within a script of `node:vm`. That costs 0.2 ms a call.
 */
export class TimeLimit {
  readonly #room: { work: () => void } = { work: () => {} };
  readonly #context: Context;
  readonly #script = new Script('work()');
  #allowed = 0;
  #used = 0;

  constructor() {
    this.#context = createContext(this.#room);
  }

  /**
   * Does the work, which is synchronous, and gives what it returns.
   *
   * @param milliseconds by which the time for this and all later work grows
   * @throws {TimeLimitError} where that is used up
   */
  run<Result>(milliseconds: number, work: () => Result): Result {
    this.#allowed += milliseconds;
    const timeout = Math.max(1, Math.ceil(this.#allowed - this.#used));
    const begin = performance.now();
    const results: Result[] = [];
    this.#room.work = () => {
      results.push(work());
    };
    try {
      this.#script.runInContext(this.#context, { timeout });
    } catch (error) {
      if (isTimeout(error)) throw new TimeLimitError(Math.round(timeout / 1_000));
      throw error;
    } finally {
      this.#used += performance.now() - begin;
      this.#room.work = () => {};
    }
    for (const result of results) return result;
    throw new Error('the work was not done');
  }
}

/** The error comes from another context, whose Error is not this one's. */
function isTimeout(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
