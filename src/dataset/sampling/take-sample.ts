import type { LabelReading } from '../labels/label-reading.ts';
import type { LabelValue } from '../labels/label-value.ts';
import { labelledRow } from '../survey.ts';
import type { Table } from '../table.ts';

/** The sampled rows, in the order of the sample. */
export interface Sample {
  texts: string[];
  labels: LabelValue[];
}

/**
 * Goes through the rows again and takes the chosen ones; stops at the last of them.
 * @param columns Text columns, then the label column.
 * @param rows `[n]`, indices of usable rows.
 * @returns Null where the dataset has fewer usable rows than it had in the first pass.
 */
export async function takeSample(
  table: Table,
  columns: readonly string[],
  reading: LabelReading,
  rows: Uint32Array,
  signal?: AbortSignal,
): Promise<Sample | null> {
  const placeOf = new Map<number, number>();
  rows.forEach((row, place) => {
    placeOf.set(row, place);
  });
  const sample: Sample = { texts: new Array(rows.length), labels: new Array(rows.length) };
  let usable = 0;
  let taken = 0;
  for await (const batch of table.rows(columns, { signal })) {
    for (const row of batch) {
      const labelled = labelledRow(row, table.untyped);
      if ('drop' in labelled) continue;
      const label = reading.read(labelled.label);
      if (typeof label === 'object') continue;
      const place = placeOf.get(usable);
      usable += 1;
      if (place === undefined) continue;
      sample.texts[place] = labelled.text;
      sample.labels[place] = label;
      taken += 1;
    }
    if (taken === rows.length) return sample;
  }
  return null;
}
