/** What a fake Hub does wrong, on demand. */
export type FaultKind =
  /** 429 with an empty `RateLimit` bucket that fills again after `seconds`; with `retryAfter` it says so in that header only. */
  | { kind: 'rate-limit'; seconds: number; retryAfter?: boolean }
  | { kind: 'status'; status: number; errorCode?: string; message?: string; headers?: Record<string, string> }
  /** A status that Node itself would not send. */
  | { kind: 'raw-status'; status: number }
  /** The connection is closed before any answer. */
  | { kind: 'reset' }
  /** What was asked for is done, and the connection closed instead of the answer. */
  | { kind: 'lost-answer' }
  /** The connection is broken off after `bytes` of the body (`reset`), or ends in order (without); `chunked`: without Content-Length, and after a whole body too; `after`: not before that. */
  | { kind: 'cut'; bytes: number; reset: boolean; chunked?: boolean; after?: Promise<void> }
  /** A shorter body with headers that agree with it. */
  | { kind: 'short'; bytes: number }
  | { kind: 'flip'; byte: number }
  /** Nothing comes: before the headers, or after `bytes` of the body. */
  | { kind: 'stall'; bytes?: number }
  /** A link that gives so many bytes every so often; default: 10 ms. */
  | { kind: 'slow'; bytes: number; everyMs?: number }
  /** A body without length and without end, after the headers of the right answer. */
  | { kind: 'endless' }
  /** A refusal whose body goes on without an end. */
  | { kind: 'endless-refusal'; status: number }
  /** Other headers than the Hub would send; null: without it. */
  | { kind: 'headers'; headers: Record<string, string | null> }
  /** The link to the next page in another spelling: `write` is given its URL. */
  | { kind: 'next-link'; write: (url: string) => string | null }
  /** Other entries in the answers of a listing than the Hub's. */
  | { kind: 'entries'; change: (entries: unknown[]) => unknown }
  | { kind: 'ignore-range' }
  | { kind: 'html' };

/** A fault for requests whose `method url` matches, the first `times` of them. */
export interface FaultRule {
  match: RegExp;
  fault: FaultKind;
  /** Default: always. */
  times?: number;
}

/** The faults of one fake Hub; rules are used up in order. */
export class Faults {
  readonly #rules: { rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault for a request, taken off its rule's count. */
  take(request: string): FaultKind | null {
    const found = this.#rules.find(({ rule, left }) => left > 0 && rule.match.test(request));
    if (found === undefined) return null;
    found.left -= 1;
    return found.rule.fault;
  }
}
