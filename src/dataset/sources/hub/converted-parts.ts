import type { DatasetFile } from '../../../hub/datasets/dataset-files.ts';
import { type DatasetPart, PartsByName } from './dataset-part.ts';

/** `<config>/<split>/0000.parquet`; where only the first rows were converted, the folder is named `partial-<split>`. */
const convertedPath = /^([^/]+)\/(partial-)?([^/]+)\/\d+\.parquet$/;

/** The parts of a dataset as they lie on the branch `refs/convert/parquet` (Hub docs, dataset viewer, "List Parquet files"). */
export function convertedParts(files: readonly DatasetFile[]): DatasetPart[] {
  const parts = new PartsByName();
  for (const file of files) {
    const [, config, partial, split] = convertedPath.exec(file.path) ?? [];
    if (config !== undefined && split !== undefined) {
      parts.add({ config, split, partial: partial !== undefined }, file);
    }
  }
  // A whole conversion beside a partial one takes its place.
  const all = parts.list();
  const nameOf = ({ config, split }: DatasetPart) => `${config}/${split}`;
  const whole = new Set(all.filter(({ partial }) => !partial).map(nameOf));
  return all.filter((part) => !part.partial || !whole.has(nameOf(part)));
}
