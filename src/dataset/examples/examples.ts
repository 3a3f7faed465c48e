import type { DroppedRows } from '../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { Task } from '../../protocol/rank-request.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { HubOrigin } from '../sources/byte-source.ts';

/** A sample of a dataset: texts with labels, ready to be embedded. */
export interface Examples {
  /** `[n]`, several columns joined by ` [SEP] `. */
  texts: string[];
  /** `[n]`: index into `classes`, or the value for regression. */
  labels: Float64Array;
  task: Task;
  /** Names of the classes that have an example, in the order of their indices; empty for regression. */
  classes: string[];
  /** Rows in the dataset, and how many of them could be sampled. */
  rowsRead: number;
  rowsUsable: number;
  /** The split that was read, where the dataset has some by name. */
  split?: string;
  /** Of a dataset on the Hub: its name of now, and where its rows come from. */
  source?: string;
  origin?: HubOrigin;
  /** The encoding of a text that is not UTF-8. */
  encoding?: TextEncoding;
  /** The sheet of a spreadsheet that was read. */
  sheet?: string;
  dropped: DroppedRows[];
  textColumns: string[];
  labelColumn: string;
  /** Seed of the sample in decimal digits; null: the first rows. */
  seed: string | null;
  /** `sha256:` of texts and labels in order. */
  fingerprint: string;
  warnings: DatasetWarning[];
}
