import type { ServerResponse } from 'node:http';

/** Fixed windows of requests, counted apart for API and file requests, as the Hub's "Rate limits" page describes them. */
export class RateWindow {
  readonly #quota: { api: number; resolvers: number; windowSeconds: number };
  readonly #used = { api: 0, resolvers: 0 };
  #startedAt = Date.now();

  constructor(quota: { api: number; resolvers: number; windowSeconds: number }) {
    this.#quota = quota;
  }

  /** Counts a request and sets its headers; answers 429 and returns false where the window is used up. */
  admit(url: string, response: ServerResponse): boolean {
    const windowMs = this.#quota.windowSeconds * 1000;
    if (Date.now() - this.#startedAt >= windowMs) {
      this.#startedAt = Date.now();
      this.#used.api = 0;
      this.#used.resolvers = 0;
    }
    const bucket = url.includes('/resolve') ? 'resolvers' : 'api';
    this.#used[bucket] += 1;
    const left = Math.max(0, this.#quota[bucket] - this.#used[bucket]);
    const reset = Math.ceil((this.#startedAt + windowMs - Date.now()) / 1000);
    response.setHeader('RateLimit', `"${bucket}";r=${left};t=${reset}`);
    response.setHeader(
      'RateLimit-Policy',
      `"fixed window";"${bucket}";q=${this.#quota[bucket]};w=${this.#quota.windowSeconds}`,
    );
    if (this.#used[bucket] <= this.#quota[bucket]) return true;
    response.writeHead(429, { 'Content-Type': 'application/json' }).end('{"error":"We had to rate limit you"}');
    return false;
  }
}
