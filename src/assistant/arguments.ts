import * as z from 'zod';
import { isLocalPath } from '../protocol/local-path.ts';
import { textEncoding } from '../protocol/text-encoding.ts';

/** A name of moderate length: paths and columns have no more, and a page of text is none. */
export const shortText = z.string().min(1).max(1_000);

/** Which dataset, as in a request to rank. */
export const datasetArguments = {
  dataset: shortText.describe(
    'Path of a csv, tsv, json, jsonl, parquet, arrow, xlsx or ods file (also .gz) or of a folder, in a folder that is open to you; or hf:<id> for a dataset on the Hugging Face Hub.',
  ),
  config: shortText.optional().describe('Config of a dataset on the Hub. Default: the only one, else "default".'),
  split: shortText.optional().describe('Split. Default: the only one, else "train".'),
  encoding: textEncoding.optional().describe('Encoding of a text file, where its bytes do not tell.'),
  sheet: shortText.optional().describe('Sheet of a spreadsheet. Default: the first that is shown.'),
};

/** A base model; those in folders have no maps that the Hub lists. */
export const hubModel = shortText
  .refine((name) => !isLocalPath(name), 'a base model on the Hub')
  .describe('Base model id on the Hugging Face Hub, as list_base_models names them.');

/** A ranking to speak of. */
export const rankingArgument = shortText.describe(
  'A ranking: the name that rank_intermediate_tasks gave it (ranking-1), or the path of a file that `esm-rank rank --format json` wrote.',
);

/** Which maps; the same grammar as everywhere. */
export const filterArgument = shortText.describe(
  'Only maps whose metadata pass all conditions, as in "language=en,de examples>=1000 task!~amazon". Fields: task, subset, split, text, label, language, repo, architecture (= != ~ !~), examples, downloads (>= <= > < = !=).',
);
