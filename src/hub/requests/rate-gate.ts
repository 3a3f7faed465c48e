import { setTimeout as delay } from 'node:timers/promises';

/** The Hub counts requests of these two kinds apart (Hub docs, "Rate limits"). */
export type RateBucket = 'api' | 'resolvers';

/** What is left of a bucket, as the `RateLimit` header of every answer says. */
export interface RateLimit {
  remaining: number;
  resetSeconds: number;
}

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

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Waits for the bucket's turn, and takes it. Rejects when the signal is aborted. */
  async pass(bucket: RateBucket, signal: AbortSignal): Promise<void> {
    for (let ms = this.take(bucket); ms > 0; ms = this.take(bucket)) await delay(ms, undefined, { signal });
  }

  /** Takes the next turn of a bucket where it is free; milliseconds until it can be asked for again where not (0: taken). */
  take(bucket: RateBucket): number {
    const state = this.#buckets[bucket];
    const now = this.#now();
    if (now < state.openAt) return state.openAt - now;
    if (now < state.resetAt) state.openAt = Math.min(now + state.gapMs, state.resetAt);
    return 0;
  }

  /** Takes note of what an answer says. */
  see(bucket: RateBucket, { remaining, resetSeconds }: RateLimit): void {
    const state = this.#buckets[bucket];
    const resetMs = resetSeconds * 1000;
    state.gapMs = remaining < slowBelow ? resetMs / (remaining + 1) : 0;
    state.resetAt = this.#now() + resetMs;
    if (remaining === 0) this.close(bucket, resetMs + 1000);
    else if (state.gapMs > 0) this.close(bucket, state.gapMs);
  }

  /** Closes the bucket for so long, or longer where it is already. */
  close(bucket: RateBucket, ms: number): void {
    const state = this.#buckets[bucket];
    state.openAt = Math.max(state.openAt, this.#now() + ms);
  }
}

function always(): BucketState {
  return { openAt: 0, gapMs: 0, resetAt: 0 };
}

/** Reads `RateLimit: "api";r=499;t=295` (IETF draft ratelimit-headers); null where there is none or it is of another form. */
export function parseRateLimit(header: string | null): RateLimit | null {
  const remaining = /;\s*r=(\d+)/.exec(header ?? '')?.[1];
  const resetSeconds = /;\s*t=(\d+)/.exec(header ?? '')?.[1];
  if (remaining === undefined || resetSeconds === undefined) return null;
  return { remaining: Number(remaining), resetSeconds: Number(resetSeconds) };
}
