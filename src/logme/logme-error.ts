/** Why there is no score. */
export type LogmeErrorCode =
  /** Sizes or labels of the examples do not agree with each other. */
  | 'examples-invalid'
  /** An embedding or label is NaN or infinite. */
  | 'examples-not-finite'
  /** The map's weight is not `[d, d]`, or its bias not `[d]`. */
  | 'map-size'
  /** A weight or bias of the map is NaN or infinite, or their squares overflow. */
  | 'map-not-finite'
  /** The evidence has no finite value: a map that is zero everywhere, or labels that are. */
  | 'score-not-finite';

/** A score that cannot be computed; the engine turns it into a skipped entry. A NaN never comes out as a score. */
export class LogmeError extends Error {
  override readonly name = 'LogmeError';
  readonly code: LogmeErrorCode;

  constructor(code: LogmeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
