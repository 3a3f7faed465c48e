import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';

const golden = z.object({ rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))) });

/**
 * The rows of the golden files that have a text and a label, as CSV: what the reference was given. With several text columns a row of
 * which one is empty is used here, so that these are the rows to compare with.
 */
export function completeGoldenRows(): string {
  const file = new URL('golden/dataset-files/expected.json', import.meta.url);
  const { rows } = golden.parse(JSON.parse(readFileSync(file, 'utf8')));
  const complete = rows.filter(({ text, label }) => String(text ?? '').trim() !== '' && label !== null);
  return stringify(complete, { header: true });
}
