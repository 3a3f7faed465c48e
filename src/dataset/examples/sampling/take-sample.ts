import { type LabelReading, leavesOut } from '../../labels/label-reading.ts';
import type { LabelValue } from '../../labels/label-value.ts';
import type { Table } from '../../table/table.ts';
import { labelledRow } from '../survey.ts';
import type { RowStretch, UsableRows } from './usable-rows.ts';

/** The sampled rows, in the order of the sample. */
export interface Sample {
  texts: string[];
  labels: LabelValue[];
  /** Numbers of the rows in the dataset. */
  rows: number[];
}

/**
 * Goes through the rows again and takes the chosen ones; stops at the last of them. A table that can jump leaves out the rows between.
 * @param columns Text columns, then the label column.
 * @param rows `[n]`, indices of usable rows.
 * @param usable Where the usable rows are.
 * @returns Null where the dataset has fewer usable rows than it had in the first pass.
 */
export async function takeSample(
  table: Table,
  columns: readonly string[],
  reading: LabelReading,
  rows: Uint32Array,
  usable: UsableRows,
  signal?: AbortSignal,
): Promise<Sample | null> {
  const placeOf = new Map<number, number>();
  rows.forEach((row, place) => {
    placeOf.set(row, place);
  });
  const sample: Sample = {
    texts: new Array(rows.length),
    labels: new Array(rows.length),
    rows: new Array(rows.length),
  };
  const needed = usable.find(rows.toSorted(), (reason) => leavesOut(reading, reason));
  const numbers = new UsableNumbers(needed);
  let taken = 0;
  for await (const batch of table.rows(columns, { needed, signal })) {
    for (const row of batch) {
      if (!numbers.isNeeded(row.number)) continue;
      const labelled = labelledRow(row, table.untyped);
      if ('drop' in labelled) continue;
      const label = reading.read(labelled.label);
      if (typeof label === 'object') continue;
      const place = placeOf.get(numbers.next());
      if (place === undefined) continue;
      sample.texts[place] = labelled.text;
      sample.labels[place] = label;
      sample.rows[place] = labelled.number;
      taken += 1;
    }
    if (taken === rows.length) return sample;
  }
  return null;
}

/** Counts the usable rows while stretches of rows go by. */
class UsableNumbers {
  readonly #stretches: readonly RowStretch[];
  #stretch = 0;
  #usable: number;

  constructor(stretches: readonly RowStretch[]) {
    this.#stretches = stretches;
    this.#usable = stretches[0]?.usableBefore ?? 0;
  }

  /** Whether a row is in a stretch; rows come in order. */
  isNeeded(row: number): boolean {
    while (row > (this.#stretches[this.#stretch]?.last ?? Number.POSITIVE_INFINITY)) {
      this.#stretch += 1;
      this.#usable = this.#stretches[this.#stretch]?.usableBefore ?? 0;
    }
    return row >= (this.#stretches[this.#stretch]?.first ?? Number.POSITIVE_INFINITY);
  }

  /** The index of the next usable row. */
  next(): number {
    this.#usable += 1;
    return this.#usable - 1;
  }
}
