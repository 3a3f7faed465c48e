import type { HubProblem } from '../../protocol/problems/hub.ts';

/**
 * What is known of the way to each host. Where a host never answered, there is probably no network: a few tries show it, and after
 * that one try a request. Where it answered before, a break is worth waiting for.
 */
export class Reachability {
  readonly #reached = new Set<string>();
  readonly #lost = new Set<string>();

  /** A host answered. */
  reached(origin: string): void {
    this.#reached.add(origin);
    this.#lost.delete(origin);
  }

  /** A request to a host was given up without an answer. */
  lost(origin: string): void {
    this.#lost.add(origin);
  }

  /** Tries after the first that a request without an answer is worth. */
  retries(origin: string, problem: HubProblem): number {
    if (this.#lost.has(origin)) return 0;
    if (this.#reached.has(origin)) return Number.POSITIVE_INFINITY;
    if (problem.code === 'hub-timeout') return retriesOfSilentStranger;
    const connected = problem.code === 'hub-unreachable' && broken.has(problem.reason);
    return connected ? Number.POSITIVE_INFINITY : retriesOfStranger;
  }
}

/** Codes of connections that were there and broke: there is a way to the host. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** For a host that never answered and refuses, or has no address. */
const retriesOfStranger = 2;

/** For a host that never answered and says nothing: each try takes the whole time limit. */
const retriesOfSilentStranger = 1;
