import * as z from 'zod';

/** The formats that datasets are read from. */
export const datasetFormat = z.enum([
  'csv',
  'tsv',
  'json',
  'jsonl',
  'parquet',
  'arrow-file',
  'arrow-stream',
  'xlsx',
  'ods',
]);

/** A format of datasets. */
export type DatasetFormat = z.infer<typeof datasetFormat>;

/**
 * What a column holds. `class-label`: integers with names, as `datasets` writes them. `mixed`: values of several kinds.
 * `empty`: nothing but missing values.
 */
export const columnKind = z.enum([
  'string',
  'integer',
  'float',
  'boolean',
  'class-label',
  'date',
  'list',
  'struct',
  'binary',
  'mixed',
  'empty',
]);

/** What a column holds. */
export type ColumnKind = z.infer<typeof columnKind>;

/**
 * What text that is no JSON looks like. `python-dict`: as `print` or `str` of Python write an object. `markup`: HTML or XML, often a
 * page that was saved instead of the data. `unfinished`: an object that does not end on its line. `trailing-comma`: one with a comma
 * before a closing bracket.
 */
export const textLook = z.enum([
  'python-dict',
  'several-objects',
  'unfinished',
  'bare-keys',
  'trailing-comma',
  'markup',
  'comment',
  'lfs-pointer',
  'plain-text',
]);

/** What text that is no JSON looks like. */
export type TextLook = z.infer<typeof textLook>;

/**
 * Why rows are left out. `unlabelled`: an integer label of -1. `ragged-row`: more fields than the header, or too few to have the
 * wanted columns. `unreadable-row`: a line that is not JSON. `not-text`: a list, an object, bytes or a date where text should be.
 */
export const dropReason = z.enum([
  'missing-text',
  'empty-text',
  'not-text',
  'missing-label',
  'unlabelled',
  'not-finite-label',
  'ragged-row',
  'unreadable-row',
]);

/** Why rows are left out. */
export type DropReason = z.infer<typeof dropReason>;

/** How many rows are left out for one reason, and the numbers of the first of them, counted from 1. */
export const droppedRows = z.object({
  reason: dropReason,
  count: z.number().int().nonnegative(),
  firstRows: z.array(z.number().int().positive()),
});

/** Rows left out for one reason. */
export type DroppedRows = z.infer<typeof droppedRows>;
