import type { DeclaredColumn } from '../../hub/datasets/card-features.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { CsvParameters } from './csv-parameters.ts';

/** How a dataset says that its files are to be read. */
export interface DeclaredReading {
  csv?: CsvParameters | undefined;
  encoding?: TextEncoding | undefined;
  /** The key of the outermost JSON object that holds the rows. */
  field?: string | undefined;
  /** The only columns. */
  columns?: readonly string[] | undefined;
  /** How many rows of each file. */
  rowsPerFile?: number | undefined;
  /** What the columns mean, where the files do not say it. */
  features?: readonly DeclaredColumn[] | undefined;
}
