/** No headers within the time limit. */
export class HeadersTimeout extends Error {
  override readonly name = 'HeadersTimeout';
  /** The time limit. */
  readonly silentMs: number;

  constructor(silentMs: number) {
    super(`no answer for ${silentMs} ms`);
    this.silentMs = silentMs;
  }
}

/** A body that ended before its end: broken off, or silent for too long. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken';
  /** How long nothing came; null where the connection broke. */
  readonly silentMs: number | null;

  constructor(silentMs: number | null, options?: ErrorOptions) {
    super(silentMs === null ? 'the body broke off' : `nothing came for ${silentMs} ms`, options);
    this.silentMs = silentMs;
  }
}
