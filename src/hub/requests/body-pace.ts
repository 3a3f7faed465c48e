import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { endpointOf } from './connection-problem.ts';

/**
 * How long bodies may take in all: a grace, and the time that their bytes take at the lowest rate that is worth waiting for. So a server
 * that sends a byte now and then is left, however often it is asked to go on. Only the time that is spent waiting for bytes counts.
 */
export class BodyPace {
  readonly #hub: Hub;
  readonly #url: string;
  #bytes = 0;
  #waitedMs = 0;

  /** @param url where the body comes from, for the problem */
  constructor(hub: Hub, url: string) {
    this.#hub = hub;
    this.#url = url;
  }

  /** Longest silence within a body, in ms. */
  get idleMs(): number {
    return this.#hub.timing.idleBodyMs;
  }

  /** What is left of the time, in ms; 0 or less: none. */
  get leftMs(): number {
    const { bodyGraceMs, lowestBytesPerSecond } = this.#hub.timing;
    return bodyGraceMs + (this.#bytes / lowestBytesPerSecond) * 1000 - this.#waitedMs;
  }

  /** Notes bytes, and how long they were waited for. */
  see(bytes: number, waitedMs: number): void {
    this.#bytes += bytes;
    this.#waitedMs += waitedMs;
  }

  /** @throws {ProblemError} hub-too-slow where the time is over */
  check(): void {
    if (this.leftMs > 0) return;
    const endpoint = endpointOf(this.#hub, this.#url);
    const seconds = Math.round(this.#waitedMs / 100) / 10;
    throw new ProblemError({ area: 'hub', code: 'hub-too-slow', endpoint, bytes: this.#bytes, seconds });
  }
}
