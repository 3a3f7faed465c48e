import { createHash } from 'node:crypto';
import { Opaque, textOf, type Value } from '../table/values.ts';

/** Counts rows that are the same as an earlier one. Keeps a digest of each. */
export class RowDigests {
  /** Rows that were there before. */
  repeated = 0;
  readonly #seen = new Set<string>();

  /** Takes the next row. One with a list or an object in it is never told to be the same: these are shown shortened. */
  add(values: readonly Value[]): void {
    if (values.every((value) => value === null || value === '')) return;
    if (values.some((value) => value instanceof Opaque && value.kind !== 'date')) return;
    const hash = createHash('md5');
    // The length before each value keeps "a", "bc" from being "ab", "c".
    for (const value of values) {
      const text = value === null ? '' : textOf(value);
      hash.update(`${value === null ? '-' : text.length}:${text}`);
    }
    const digest = hash.digest('base64');
    if (this.#seen.has(digest)) this.repeated += 1;
    else this.#seen.add(digest);
  }
}
