/** Why an archive gives no array. */
export type NpzFault =
  | 'missing'
  | 'is-folder'
  | 'no-permission'
  | 'not-zip'
  | 'no-array'
  | 'not-an-array'
  | 'not-floats'
  | 'column-order'
  | 'not-two-dimensional'
  | 'cut-off';

/** A NumPy archive, or an array in it, that cannot be read. */
export class NpzError extends Error {
  override readonly name = 'NpzError';
  readonly fault: NpzFault;
  /** Name of the array; null where it is the archive. */
  readonly array: string | null;
  /** What was found. */
  readonly detail: string;

  constructor(fault: NpzFault, array: string | null, detail: string, options?: ErrorOptions) {
    super(`${fault} ${array ?? ''} ${detail}`, options);
    this.fault = fault;
    this.array = array;
    this.detail = detail;
  }
}
