import * as z from 'zod';
import { hubDatasetName } from '../protocol/hub-dataset.ts';
import { type TextEncoding, textEncodingNamed } from '../protocol/text-encoding.ts';

/** What a fine-tuning cell says of the model that it saves: what it was made of, on which texts, and where it lies. */
export interface FineTunedModel {
  base: string;
  /** As recipes name it. */
  dataset: string;
  config?: string;
  split?: string;
  encoding?: TextEncoding;
  sheet?: string;
  text: string[];
  label: string;
  /** Null: all rows. */
  examples: number | null;
  /** Decimal digits; null: the first rows. */
  seed: string | null;
  /** As the cell writes it: absolute, or from the folder of its notebook. */
  savedTo: string;
}

const loading = z.object({
  path: z.string(),
  name: z.string().optional(),
  data_files: z.string().optional(),
  split: z.string().optional(),
  encoding: z.string().optional(),
  sheet: z.string().optional(),
});

/** The constants of the cell that are read here. */
const constants = z.object({
  BASE_MODEL: z.string(),
  TARGET: loading,
  TARGET_TEXT: z.array(z.string()).min(1),
  TARGET_LABEL: z.string(),
  TARGET_ROWS: z.number().int().positive().nullable(),
  TARGET_SEED: z.string().regex(/^\d+$/).nullable(),
  SAVE_TO: z.string().min(1),
});

/**
 * Reads the constants at the top of a cell that `fineTuningCell` made, as a person may have changed them since. Null: it is no such cell,
 * or a constant is no literal any more.
 */
export function readFineTuningCell(source: string): FineTunedModel | null {
  const lines = source.matchAll(/^([A-Z_]+) = (.*)$/gm);
  const read = constants.safeParse(
    Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, literalOf(name, value)])),
  );
  if (!read.success) return null;
  const { BASE_MODEL, TARGET, TARGET_TEXT, TARGET_LABEL, TARGET_ROWS, TARGET_SEED, SAVE_TO } = read.data;
  return {
    base: BASE_MODEL,
    ...datasetOf(TARGET),
    text: TARGET_TEXT,
    label: TARGET_LABEL,
    examples: TARGET_ROWS,
    seed: TARGET_SEED,
    savedTo: SAVE_TO,
  };
}

/** The value of a constant, where it is a literal of those that the cell is made of; a seed as its digits, which may exceed 2^53. */
function literalOf(name: string, value: string): unknown {
  const literal = withoutComment(value);
  if (literal === 'None') return null;
  if (name === 'TARGET_SEED') return literal;
  try {
    return JSON.parse(literal.replace(/\\U([\da-fA-F]{8})/g, (_, code: string) => escapeAsPair(code)));
  } catch {
    return undefined;
  }
}

/** A `#` within a text is none that begins a comment. */
function withoutComment(line: string): string {
  return (/^(?:"(?:[^"\\]|\\.)*"|[^"#])*/.exec(line)?.[0] ?? '').trim();
}

/** Python's `\UXXXXXXXX` as the surrogates that JSON has for it. */
function escapeAsPair(code: string): string {
  const character = String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
  return JSON.stringify(character).slice(1, -1);
}

/** Files of the conversion to Parquet on the Hub, as the cell names them. */
const converted = /^hf:\/\/datasets\/(.+)@[^@/]+\/([^/]+)\/(?:partial-)?([^/]+)\/\*\.parquet$/;

function datasetOf({ path, name, data_files: file, split, encoding, sheet }: z.infer<typeof loading>) {
  const [, id, config, part] = converted.exec(file ?? '') ?? [];
  if (id !== undefined && config !== undefined && part !== undefined) {
    return { dataset: hubDatasetName(id), config, split: part };
  }
  if (file === undefined) {
    return { dataset: hubDatasetName(path), ...(name !== undefined && { config: name }), ...(split && { split }) };
  }
  if (path === 'spreadsheet') return { dataset: file, ...(sheet !== undefined && { sheet }) };
  const named = encoding === undefined ? null : textEncodingNamed(encoding);
  // A file has the split `train` for the library `datasets` only; a folder may have several of its own.
  return { dataset: file, ...(path === 'folder' && split && { split }), ...(named !== null && { encoding: named }) };
}
