import { setTimeout as delay } from 'node:timers/promises';

/** The Hub counts requests of these two kinds apart (hub docs, "Rate limits"). */
export type RateBucket = 'api' | 'resolvers';

/** What is left of a bucket, as the `RateLimit` header of every answer says. */
export interface RateLimit {
  remaining: number;
  resetSeconds: number;
}

/** Below so many requests left, the rest is spread over the time to the reset. */
const slowBelow = 16;

/**
 * One gate for all requests of a process to one Hub: when an answer says that a bucket is empty, every request of that bucket waits until it
 * fills again; when it is nearly empty, requests are spread over the rest of the window.
 */
export class RateGate {
  readonly #openAt: Record<RateBucket, number> = { api: 0, resolvers: 0 };
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Milliseconds until the next request of the bucket may start. */
  waitMs(bucket: RateBucket): number {
    return Math.max(0, this.#openAt[bucket] - this.#now());
  }

  /** Waits for the bucket. Rejects when the signal is aborted. */
  async pass(bucket: RateBucket, signal: AbortSignal): Promise<void> {
    while (this.waitMs(bucket) > 0) await delay(this.waitMs(bucket), undefined, { signal });
  }

  /** Takes note of what an answer says. */
  see(bucket: RateBucket, limit: RateLimit): void {
    const { remaining, resetSeconds } = limit;
    if (remaining === 0) this.close(bucket, (resetSeconds + 1) * 1000);
    else if (remaining < slowBelow) this.close(bucket, (resetSeconds * 1000) / (remaining + 1) / slowBelow);
  }

  /** Closes the bucket for so long, or longer where it is already. */
  close(bucket: RateBucket, ms: number): void {
    this.#openAt[bucket] = Math.max(this.#openAt[bucket], this.#now() + ms);
  }
}

/** Reads `RateLimit: "api";r=499;t=295` (IETF draft ratelimit-headers); null where there is none or it is of another form. */
export function parseRateLimit(header: string | null): RateLimit | null {
  const remaining = /;\s*r=(\d+)/.exec(header ?? '')?.[1];
  const resetSeconds = /;\s*t=(\d+)/.exec(header ?? '')?.[1];
  if (remaining === undefined || resetSeconds === undefined) return null;
  return { remaining: Number(remaining), resetSeconds: Number(resetSeconds) };
}
