import type { HubProblem } from '../../protocol/problems/hub.ts';

/**
 * What is known of the way to each host. Where a host never answered, there is probably no network, or one that lets nothing through:
 * a few tries show it, and after that one try a request. Where it answered before, a break is worth waiting for, unless the cache can
 * answer; so it is for another host (the storage behind the Hub) whose connections break.
 */
export class Reachability {
  readonly #reached = new Set<string>();
  readonly #lost = new Set<string>();
  /** When hosts were given up early because the cache could answer, in ms: no reason to give up what only they have. */
  readonly #givenUp = new Map<string, number>();

  /** A host answered. */
  reached(origin: string): void {
    this.#reached.add(origin);
    this.#lost.delete(origin);
    this.#givenUp.delete(origin);
  }

  /** A request to a host was given up without an answer. */
  lost(origin: string, { cacheCanAnswer }: { cacheCanAnswer: boolean }): void {
    if (cacheCanAnswer) this.#givenUp.set(origin, performance.now());
    else this.#lost.add(origin);
  }

  /** Whether a host was given up because the cache could answer, a moment ago: in the same run. */
  isGivenUp(origin: string): boolean {
    const at = this.#givenUp.get(origin);
    return at !== undefined && performance.now() - at < givenUpForMs;
  }

  /** Tries after the first that a request without an answer is worth, as far as its patience goes. */
  retries(origin: string, failure: { problem: HubProblem; cacheCanAnswer: boolean }): number {
    const { problem, cacheCanAnswer } = failure;
    if (this.#lost.has(origin)) return 0;
    if (cacheCanAnswer) {
      const isClear = this.isGivenUp(origin) || problem.code === 'hub-timeout';
      return isClear ? 0 : Number.POSITIVE_INFINITY;
    }
    if (this.#reached.has(origin)) return Number.POSITIVE_INFINITY;
    if (problem.code === 'hub-timeout') return retriesOfSilentStranger;
    const connected = problem.code === 'hub-unreachable' && broken.has(problem.reason);
    // Where any host answered, there is a network, and a break is one of those that pass.
    return connected && this.#reached.size > 0 ? Number.POSITIVE_INFINITY : retriesOfStranger;
  }
}

/** After this a host gets a new chance. */
const givenUpForMs = 30_000;

/** Codes of connections that were there and broke: there is a way to the host. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** For a host that never answered and refuses, or has no address, or breaks each connection before any host answered. */
const retriesOfStranger = 2;

/** For a host that never answered and says nothing: each try takes the whole time limit. */
const retriesOfSilentStranger = 1;
