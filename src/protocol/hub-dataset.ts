import * as z from 'zod';

const prefix = 'hf:';

/** The id of a dataset on the Hub that is named `hf:<id>`; null for any other name, which is a path. */
export function hubDatasetId(dataset: string): string | null {
  return dataset.startsWith(prefix) ? dataset.slice(prefix.length) : null;
}

/** How a dataset on the Hub is named where a path may stand too. */
export function hubDatasetName(id: string): string {
  return `${prefix}${id}`;
}

/** A dataset as a search of the Hub shows it. */
export const foundDataset = z.object({
  id: z.string(),
  downloads: z.number(),
  /** Its files are given only to those who have agreed to its terms on its page. */
  gated: z.boolean(),
  private: z.boolean(),
  /** Codes (ISO 639) that its card names. */
  languages: z.array(z.string()),
  /** As its card or the Hub says it, like `1K<n<10K`; null where neither does. */
  size: z.string().nullable(),
});

/** A dataset as a search of the Hub shows it. */
export type FoundDataset = z.infer<typeof foundDataset>;

/** The configs and splits of a dataset on the Hub. */
export const hubDatasetParts = z.object({
  /** What the dataset is called now. */
  id: z.string(),
  /** The config that is read where none is named; null where one must be named. */
  usualConfig: z.string().nullable(),
  parts: z.array(z.object({ config: z.string(), split: z.string() })),
});

/** The configs and splits of a dataset on the Hub. */
export type HubDatasetParts = z.infer<typeof hubDatasetParts>;
