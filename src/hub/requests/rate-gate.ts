import { defaultTiming } from '../timing.ts';

/** The Hub counts requests of these two kinds apart (Hub docs, "Rate limits"). */
export type RateBucket = 'api' | 'resolvers';

/** What is left of a bucket, as the `RateLimit` header of every answer says. */
export interface RateLimit {
  remaining: number;
  resetSeconds: number;
}

/** A number that everything can hold, thirty years: servers may write any. */
export const mostSeconds = 1e9;

/** Below so many requests left, they go out one by one, spread over the rest of the window. Twice the downloads under way at a time. */
const slowBelow = 24;

/** Milliseconds of the gate's clock. */
interface BucketState {
  openAt: number;
  /** Between two requests, until `resetAt`; 0: none. */
  gapMs: number;
  resetAt: number;
}

/**
 * One gate for all requests of a process to one Hub: when an answer says that a bucket is empty, every request of that bucket waits until it
 * fills again; when it is nearly empty, requests are spread over the rest of the window.
 */
export class RateGate {
  readonly #buckets: Record<RateBucket, BucketState> = { api: always(), resolvers: always() };
  readonly #now: () => number;
  readonly #longestMs: number;

  /** @param longestMs the longest wait that an answer can ask for */
  constructor(now: () => number = Date.now, longestMs = defaultTiming.longestRateWaitMs) {
    this.#now = now;
    this.#longestMs = longestMs;
  }

  /** Takes the next turn of a bucket where it is free; milliseconds until it can be asked for again where not (0: taken). */
  take(bucket: RateBucket): number {
    const state = this.#buckets[bucket];
    const now = this.#now();
    if (now < state.openAt) return state.openAt - now;
    if (now < state.resetAt) state.openAt = Math.min(now + state.gapMs, state.resetAt);
    return 0;
  }

  /**
   * Takes note of what an answer says. A window that is longer than the longest wait is not believed: where the Hub means it, it refuses
   * the next request, which is then given up.
   */
  see(bucket: RateBucket, { remaining, resetSeconds }: RateLimit): void {
    const state = this.#buckets[bucket];
    const resetMs = resetSeconds * 1000;
    if (resetMs > this.#longestMs) return;
    state.gapMs = remaining < slowBelow ? resetMs / (remaining + 1) : 0;
    state.resetAt = this.#now() + resetMs;
    if (remaining === 0) this.close(bucket, resetMs + 1000);
    else if (state.gapMs > 0) this.close(bucket, state.gapMs);
  }

  /** Closes the bucket for so long, up to the longest wait, or longer where it is already. */
  close(bucket: RateBucket, ms: number): void {
    const state = this.#buckets[bucket];
    state.openAt = Math.max(state.openAt, this.#now() + Math.min(ms, this.#longestMs));
  }
}

function always(): BucketState {
  return { openAt: 0, gapMs: 0, resetAt: 0 };
}

/**
 * Reads `RateLimit: "api";r=499;t=295` (IETF draft ratelimit-headers); of several limits the one of which least is left. Null where there
 * is none, or it is of another form.
 */
export function parseRateLimit(header: string | null): RateLimit | null {
  const limits = (header ?? '').split(',').flatMap((limit) => parseLimit(limit) ?? []);
  const [first, ...others] = limits;
  if (first === undefined) return null;
  return others.reduce((least, limit) => (limit.remaining < least.remaining ? limit : least), first);
}

function parseLimit(limit: string): RateLimit | null {
  const remaining = /;\s*r=(\d+)/.exec(limit)?.[1];
  const resetSeconds = /;\s*t=(\d+)/.exec(limit)?.[1];
  if (remaining === undefined || resetSeconds === undefined) return null;
  return { remaining: Number(remaining), resetSeconds: Math.min(Number(resetSeconds), mostSeconds) };
}
