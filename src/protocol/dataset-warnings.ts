import * as z from 'zod';
import { datasetFormat, droppedRows } from './dataset-facts.ts';

const count = z.number().int().nonnegative();
const column = z.string();

/**
 * What a reader of the result should know about its dataset: a closed union, told apart by `code`. Nothing here stops a run;
 * what does is a problem.
 */
export const datasetWarning = z.discriminatedUnion('code', [
  /** Nothing in the file names its encoding; this one fits. */
  z.object({ code: z.literal('dataset-encoding-guessed'), detail: z.object({ encoding: z.string() }) }),
  /** The end of the file is missing; the rows before it were read. */
  z.object({ code: z.literal('dataset-cut-off'), detail: z.object({ format: datasetFormat }) }),
  /** Lines that are JSON but for something around them, which was taken off; `line` is the first. */
  z.object({
    code: z.literal('dataset-json-variant'),
    detail: z.object({ variant: z.enum(['commas', 'record-separators']), line: count }),
  }),
  /** The first line looks like data, so it is; the columns got names. */
  z.object({ code: z.literal('dataset-no-header'), detail: z.object({ columns: z.array(z.string()) }) }),
  /**
   * Quotation marks were read as letters, because some open a cell and close none; `rows` are the first with such, `count` is how
   * many have one. `enclosing`: those that enclose a cell within its line were still read as quotes.
   */
  z.object({
    code: z.literal('dataset-quotes-as-letters'),
    detail: z.object({ rows: z.array(count), count, enclosing: z.boolean() }),
  }),
  /** Rows that hold lines which look like rows themselves: a quote too many seems to glue them. */
  z.object({ code: z.literal('dataset-glued-rows'), detail: z.object({ rows: z.array(count), count, lines: count }) }),
  /** Lines before the header that were taken for comments and left out; the first of them. */
  z.object({ code: z.literal('dataset-comment-lines'), detail: z.object({ lines: count, first: z.string() }) }),
  /** A spreadsheet with several `sheets`, of which nobody named one: `sheet` was read. */
  z.object({
    code: z.literal('dataset-several-sheets'),
    detail: z.object({ sheet: z.string(), sheets: z.array(z.string()) }),
  }),
  /** Rows of a sheet above its table, a title or notes, that were left out; the first text of them. */
  z.object({ code: z.literal('dataset-rows-above-table'), detail: z.object({ rows: count, first: z.string() }) }),
  /** Cells of a sheet that are merged over several rows, of which only the first has the value; `ranges` are the first of them. */
  z.object({ code: z.literal('dataset-merged-cells'), detail: z.object({ count, ranges: z.array(z.string()) }) }),
  /** Formulas whose value the file does not hold, and the first such cell. */
  z.object({ code: z.literal('dataset-formulas-without-value'), detail: z.object({ count, first: z.string() }) }),
  /** Classes with fewer than `minimum` examples in the sample. */
  z.object({
    code: z.literal('dataset-few-per-class'),
    detail: z.object({ classes: z.array(z.string()), count, minimum: count }),
  }),
  /** A sample that hardly tells tasks apart: fewer rows than `minimum`, which is 50, or 10 for each class. `classes` is 0 for regression. */
  z.object({ code: z.literal('dataset-few-rows'), detail: z.object({ rows: count, classes: count, minimum: count }) }),
  /** Classes of the dataset that the sample has no example of. */
  z.object({
    code: z.literal('dataset-classes-not-sampled'),
    detail: z.object({ classes: z.array(z.string()), count }),
  }),
  /** More than 5 % of the rows were left out. */
  z.object({
    code: z.literal('dataset-many-dropped'),
    detail: z.object({ count, rows: count, dropped: z.array(droppedRows) }),
  }),
  /** Many rows have the label -1, which means unlabelled; it could be meant as a class. */
  z.object({ code: z.literal('dataset-many-unlabelled'), detail: z.object({ column, count, rows: count }) }),
  /** Labels that read like a word for "missing" (`NA`, `None`, …), and were taken for that, as pandas does. */
  z.object({
    code: z.literal('dataset-missing-words'),
    detail: z.object({ column, words: z.array(z.string()), count }),
  }),
  z.object({ code: z.literal('dataset-text-holds-numbers'), detail: z.object({ column }) }),
  z.object({ code: z.literal('dataset-fewer-rows-than-asked'), detail: z.object({ asked: count, rows: count }) }),
  /** A dataset on the Hub that was asked for by an older name. */
  z.object({ code: z.literal('dataset-renamed'), detail: z.object({ from: z.string(), to: z.string() }) }),
  /** Of a large dataset the Hub converts only the first rows to Parquet; only these were read. */
  z.object({
    code: z.literal('dataset-partly-converted'),
    detail: z.object({ config: z.string(), split: z.string() }),
  }),
]);

/** A warning about the dataset. */
export type DatasetWarning = z.infer<typeof datasetWarning>;
