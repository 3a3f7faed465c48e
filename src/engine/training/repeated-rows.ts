import { createHash } from 'node:crypto';

/**
 * Finds the rows of a matrix that came before, number for number: blocks are given in order. Kept of each row is a digest of 16 bytes, by which two rows that
 * differ are taken for one no more often than a disk errs.
 */
export class RepeatedRows {
  readonly #seen = new Set<string>();
  /** Rows that came before, counted from 0. */
  readonly rows = new Set<number>();
  #done = 0;

  /** @param block `[rows, columns]` row-major */
  add(block: Float32Array, columns: number): void {
    for (let at = 0; at < block.length; at += columns, this.#done++) {
      const row = block.subarray(at, at + columns);
      const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
      const digest = createHash('sha256').update(bytes).digest().toString('latin1', 0, 16);
      if (this.#seen.has(digest)) this.rows.add(this.#done);
      else this.#seen.add(digest);
    }
  }
}
