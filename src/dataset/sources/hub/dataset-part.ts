import type { DatasetFile } from '../../../hub/datasets/dataset-files.ts';

/** One split of one config of a dataset on the Hub, with the files that hold it. */
export interface DatasetPart {
  config: string;
  split: string;
  /** True where the Hub converted only the first rows to Parquet, as it does above 5 GB. */
  partial: boolean;
  /** In the order of their names. */
  files: DatasetFile[];
}

/** Files by config and split, in the order in which these first occur. */
export class PartsByName {
  readonly #parts = new Map<string, DatasetPart>();

  add(name: { config: string; split: string; partial?: boolean }, file: DatasetFile): void {
    const { config, split, partial = false } = name;
    const key = JSON.stringify([config, split, partial]);
    const part = this.#parts.get(key) ?? { config, split, partial, files: [] };
    this.#parts.set(key, part);
    part.files.push(file);
  }

  list(): DatasetPart[] {
    return [...this.#parts.values()];
  }
}
