/** Bytes of the shortest element of a list: an offset to a table. */
export const OFFSET_BYTES = 4;

/** A writer may let some equal names share their bytes. */
const SHARING = 4;

/**
 * Bounds the lists and names that a flatbuffer says it has by the bytes that it lies in: a damaged byte could make a loop over 2^31
 * entries of it, and entries that share their bytes could take far more time and memory than the file is long. JavaScript's
 * flatbuffers has no verifier.
 */
export class ListBudget {
  #bytes: number;

  /** @param bytes Length of the flatbuffer. */
  constructor(bytes: number) {
    this.#bytes = bytes * SHARING;
  }

  /**
   * Takes a list into account.
   * @returns `elements`.
   * @throws Error where all lists together are longer than the bytes they lie in.
   */
  spend(elements: number, elementBytes: number): number {
    this.#bytes -= elements * elementBytes;
    if (!(elements >= 0 && this.#bytes >= 0)) throw new Error(`a list of ${elements} elements`);
    return elements;
  }
}
