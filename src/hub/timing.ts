/** Waits and limits of requests, in milliseconds; tests make them short. */
export interface HubTiming {
  /** Until the headers of an answer must be there. Python's default is the same. */
  headersMs: number;
  /** The same where the cache can answer instead. */
  headersWithCacheMs: number;
  /** The same for the next requests after one was given up because the cache could answer. */
  headersAfterGivingUpMs: number;
  /** The same after a body was sent: a commit takes longer than reading. */
  headersAfterWritingMs: number;
  /** What sending a body may take besides: the time of its bytes at this rate. */
  lowestUploadBytesPerSecond: number;
  /** Longest silence within a body. */
  idleBodyMs: number;
  /** Waits before the second, third, … try; a random part of up to a half is added. */
  retryMs: readonly number[];
  /** The same where the cache can answer instead: enough for a connection that breaks once, and nobody waits for a Hub that is down. */
  retryWithCacheMs: readonly number[];
  /** What a body may take in all: so long, and the time of its bytes at `lowestBytesPerSecond`. */
  bodyGraceMs: number;
  /** A modem of 1998 gives seven times as much. */
  lowestBytesPerSecond: number;
  /** Waits that are longer are shown. */
  shownWaitMs: number;
  /** Longest wait that the Hub may ask for before a request is given up as rate-limited: one of its five-minute windows. */
  longestRateWaitMs: number;
}

/** The waits that are used outside tests. */
export const defaultTiming: HubTiming = {
  headersMs: 10_000,
  headersWithCacheMs: 3_000,
  headersAfterGivingUpMs: 500,
  headersAfterWritingMs: 60_000,
  lowestUploadBytesPerSecond: 20_000,
  idleBodyMs: 30_000,
  retryMs: [1_000, 2_000, 4_000, 8_000, 8_000],
  retryWithCacheMs: [300, 700],
  bodyGraceMs: 60_000,
  lowestBytesPerSecond: 1_000,
  shownWaitMs: 5_000,
  longestRateWaitMs: 310_000,
};

/** How long an answer is waited for, and how often it is asked for again. */
export type Patience = Pick<HubTiming, 'headersMs' | 'retryMs'>;

/** The patience for a request: little where the cache can answer instead, less where another one has just been given up. */
export function patienceFor(timing: HubTiming, known: { cacheCanAnswer: boolean; givenUp: boolean }): Patience {
  if (!known.cacheCanAnswer) return timing;
  const { headersWithCacheMs, headersAfterGivingUpMs } = timing;
  const headersMs = known.givenUp ? headersAfterGivingUpMs : headersWithCacheMs;
  return { headersMs: Math.min(timing.headersMs, headersMs), retryMs: timing.retryWithCacheMs };
}
