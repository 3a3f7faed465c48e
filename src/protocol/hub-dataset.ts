const prefix = 'hf:';

/** The id of a dataset on the Hub that is named `hf:<id>`; null for any other name, which is a path. */
export function hubDatasetId(dataset: string): string | null {
  return dataset.startsWith(prefix) ? dataset.slice(prefix.length) : null;
}

/** How a dataset on the Hub is named where a path may stand too. */
export function hubDatasetName(id: string): string {
  return `${prefix}${id}`;
}
