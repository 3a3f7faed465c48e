/** Why bytes are not a readable safetensors file. Permanent: reading again gives the same. */
export type SafetensorsReason =
  /** Shorter than the eight bytes that give the header's length, or than that header. */
  | 'truncated'
  /** The stated length of the header is 0 or above {@link maxHeaderBytes}. */
  | 'header-length'
  | 'header-json'
  /** The header is JSON, but not a table of tensors. */
  | 'header-shape'
  /** A tensor lies outside the file, or its size is not that of its shape. */
  | 'offsets'
  /** A tensor's numbers are of a type that is not read here. */
  | 'dtype';

/** A safetensors file that cannot be read; callers turn it into a problem of their own. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
  readonly reason: SafetensorsReason;
  /** What was found, for a message: names a tensor, a length, an offset. */
  readonly detail: string;

  constructor(reason: SafetensorsReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
    this.detail = detail;
  }
}
