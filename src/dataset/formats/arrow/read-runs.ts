import type { Value } from '../../table/values.ts';

/** Reads values from `start` to `end` (exclusive). */
type ReadRange = (start: number, end: number) => Promise<Value[]>;

/**
 * A run-end encoded column, read in order (https://arrow.apache.org/docs/format/Columnar.html#run-end-encoded-layout).
 * @param readEnds The rows that the runs end before, ascending.
 * @param readRuns The value of each run.
 * @param runs How many runs there are.
 */
export function openRuns(readEnds: ReadRange, readRuns: ReadRange, runs: number): ReadRange {
  let first = 0;
  return async (start, end) => {
    // Each run has at least one row, so that no more runs than rows are looked at.
    const last = Math.min(runs, first + end - start + 1);
    const ends = (await readEnds(first, last)).map(Number);
    const values = await readRuns(first, last);
    checkAscending(ends, start);
    let run = 0;
    const rows: Value[] = [];
    for (let row = start; row < end; row++) {
      while (row >= (ends[run] ?? Number.POSITIVE_INFINITY)) run += 1;
      if (run >= ends.length) throw new Error(`no run for row ${row + 1}`);
      rows.push(values[run] ?? null);
    }
    first += run;
    return rows;
  };
}

/** The first of the runs may have ended just before. */
function checkAscending(ends: readonly number[], start: number): void {
  const odd = ends.findIndex((end, i) => !(end > (ends[i - 1] ?? start - 1)));
  if (odd >= 0) throw new Error(`a run that ends before row ${ends[odd]}`);
}
