import * as z from 'zod';
import { columnKind, datasetFormat, textLook } from './dataset-facts.ts';
import { datasetWarning } from './dataset-warnings.ts';
import { task } from './rank-request.ts';
import { textEncoding } from './text-encoding.ts';

const count = z.number().int().nonnegative();

/** A count, and whether it is all or only what was looked at. */
const boundedCount = z.object({ count, exact: z.boolean() });

/** Why a column can be the text, or cannot. */
export const textReason = z.discriminatedUnion('code', [
  /** Texts of several words. */
  z.object({ code: z.literal('free-text'), meanWords: z.number() }),
  /** One word or two. */
  z.object({ code: z.literal('short-text'), meanWords: z.number() }),
  z.object({ code: z.literal('not-text'), kind: columnKind }),
  z.object({ code: z.literal('one-value') }),
  /** Few different values again and again: rather a label. */
  z.object({ code: z.literal('repeats'), distinct: count, rows: count }),
  /** Ids, addresses, file names. */
  z.object({ code: z.literal('looks-like-id') }),
]);

/** Why a column can be the text, or cannot. */
export type TextReason = z.infer<typeof textReason>;

/** Why a column can be the label, or cannot. */
export const labelReason = z.discriminatedUnion('code', [
  /** Integers with names, as `datasets` writes them. */
  z.object({ code: z.literal('class-names'), classes: count }),
  z.object({ code: z.literal('truth-values') }),
  /** Few different values, each in several rows. */
  z.object({ code: z.literal('few-values'), distinct: count, rows: count }),
  z.object({ code: z.literal('numbers') }),
  /** Whole numbers, too many different ones for classes. */
  z.object({ code: z.literal('many-numbers'), distinct: count }),
  z.object({ code: z.literal('many-values'), distinct: count, rows: count }),
  z.object({ code: z.literal('looks-like-id') }),
  z.object({ code: z.literal('one-value') }),
  z.object({ code: z.literal('no-label-kind'), kind: columnKind }),
]);

/** Why a column can be the label, or cannot. */
export type LabelReason = z.infer<typeof labelReason>;

/** How often numbers fall into parts of equal width of the range `from` to `to`. */
const histogram = z.object({ from: z.number(), to: z.number(), counts: z.array(count) });

/** How often numbers fall into parts of equal width of a range. */
export type Histogram = z.infer<typeof histogram>;

/** How long texts are. */
export const textLengths = z.object({
  /** Tokens of `model`, or words, where no base model is at hand. */
  unit: z.enum(['tokens', 'words']),
  model: z.string().optional(),
  /** How many texts were measured: the first. */
  texts: count,
  median: z.number(),
  max: z.number(),
  /** At how many tokens a text is cut, special tokens included, and how many texts are. Where words were counted, it is about so many. */
  cut: z.object({ limit: count, texts: count }),
  histogram,
});

/** How long texts are. */
export type TextLengths = z.infer<typeof textLengths>;

const inspectedColumn = z.object({
  name: z.string(),
  kind: columnKind,
  /** Rows without a value, of those looked at. */
  missing: count,
  distinct: boundedCount,
  /** The first three different values, shortened. */
  examples: z.array(z.string()),
  /** How often each value occurs, the most frequent first; null where there are many. */
  labelCounts: z.array(z.object({ label: z.string(), count })).nullable(),
  /** Rows whose value was there in an earlier row, of those looked at. */
  repeated: count.optional(),
  /** The most frequent values, ten at most, where some occur more than once. */
  topValues: z.array(z.object({ value: z.string(), count })).optional(),
  /** Of a column of numbers. */
  numbers: z.object({ min: z.number(), max: z.number(), mean: z.number(), histogram }).optional(),
  /** Of a column of text. */
  lengths: textLengths.optional(),
  text: z.object({ possible: z.boolean(), reason: textReason }),
  label: z.object({ possible: z.boolean(), task: task.nullable(), reason: labelReason }),
});

/** One column as the inspection saw it. */
export type InspectedColumn = z.infer<typeof inspectedColumn>;

/** What a dataset holds, found by looking at its first rows: enough to choose columns, and to show them to a person. */
export const datasetInspection = z.object({
  source: z.string(),
  format: datasetFormat,
  /** Of a text that is not UTF-8. */
  encoding: textEncoding.optional(),
  /** Of a spreadsheet: the sheet that was looked at, and all of them in their order. */
  sheet: z.string().optional(),
  sheets: z.array(z.string()).optional(),
  /** Not exact where the scan ended before the dataset did. */
  rows: boundedCount,
  /** Rows that the facts about columns come from. */
  scannedRows: count,
  /** Rows with a wrong number of fields, or that are no JSON. */
  faultyRows: count,
  /** The first of them. `line`, `looksLike` and `start`: of a line that is no JSON, where they are known. */
  firstFault: z
    .object({
      row: z.number().int().positive(),
      reason: z.enum(['ragged-row', 'unreadable-row']),
      line: z.number().int().positive().optional(),
      looksLike: textLook.optional(),
      start: z.string().optional(),
    })
    .optional(),
  columns: z.array(inspectedColumn),
  /** Rows that are in all columns the same as an earlier one, of those looked at. */
  duplicateRows: count.optional(),
  guess: z.object({
    /** Null where it is not certain; then the candidates are what it could be. */
    textColumns: z.array(z.string()).nullable(),
    textCandidates: z.array(z.string()),
    labelColumn: z.string().nullable(),
    labelCandidates: z.array(z.string()),
    /** What the label column calls for. */
    task: task.nullable(),
  }),
  warnings: z.array(datasetWarning),
});

/** What a dataset holds. */
export type DatasetInspection = z.infer<typeof datasetInspection>;
