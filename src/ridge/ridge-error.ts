/** Why there is no map. */
export type RidgeErrorCode =
  /** A number of the embeddings is NaN or infinite. */
  | 'not-finite'
  /** Fewer than two rows. */
  | 'too-few-rows'
  /** The numbers given are not so many rows of so many dimensions. */
  | 'sizes';

/** A map that cannot be fitted. */
export class RidgeError extends Error {
  override readonly name = 'RidgeError';
  readonly code: RidgeErrorCode;
  /** The row at fault among those that were given together, from 0; -1 where it is no single row. */
  readonly row: number;

  constructor(code: RidgeErrorCode, message: string, row = -1) {
    super(message);
    this.code = code;
    this.row = row;
  }
}
