/** A further source of texts: a dataset, and which of its columns where it is named. */
export interface AlsoSource {
  dataset: string;
  column?: string;
}

/** What may stand before a colon that is a part of the dataset's name: `hf:owner/name`, `https://…`, `C:\…`. */
const prefix = /^(?:hf|https?|[A-Za-z])$/i;

/**
 * Reads `dataset` or `dataset:column`. A colon belongs to the dataset where it ends `hf`, `https` or a drive letter, and where a slash
 * follows.
 */
export function alsoSource(written: string): AlsoSource {
  const colon = written.lastIndexOf(':');
  const [dataset, column] = [written.slice(0, colon), written.slice(colon + 1)];
  if (colon < 1 || column === '' || /^[\\/]/.test(column) || prefix.test(dataset)) return { dataset: written };
  return { dataset, column };
}
