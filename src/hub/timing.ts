/** Waits and limits of requests, in milliseconds; tests make them short. */
export interface HubTiming {
  /** Until the headers of an answer must be there. Python's default is the same. */
  headersMs: number;
  /** Longest silence within a body. */
  idleBodyMs: number;
  /** Waits before the second, third, … try; a random part of up to a half is added. */
  retryMs: readonly number[];
  /** Longest wait that the Hub may ask for before a request is given up as rate-limited: one of its five-minute windows. */
  longestRateWaitMs: number;
}

/** The waits that are used outside tests. */
export const defaultTiming: HubTiming = {
  headersMs: 10_000,
  idleBodyMs: 30_000,
  retryMs: [1_000, 2_000, 4_000, 8_000, 8_000],
  longestRateWaitMs: 310_000,
};
