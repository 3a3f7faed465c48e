import * as z from 'zod';
import { columnKind, datasetFormat, droppedRows, textLook } from '../dataset-facts.ts';
import { textEncoding } from '../text-encoding.ts';

/** How a file is packed. */
export const packing = z.enum(['gzip', 'zstd']);

/** How a file is packed. */
export type Packing = z.infer<typeof packing>;

const area = z.literal('dataset');
const file = z.string();
const column = z.string();
const count = z.number().int().nonnegative();
/** A data row, counted from 1; a header line does not count. */
const row = z.number().int().positive();

/** What can be wrong with a dataset, its columns or its labels. `file` is the path or source as the user gave it. */
export const datasetProblem = z.discriminatedUnion('code', [
  /** `nearest`: a file that is there and written almost so. */
  z.object({ area, code: z.literal('dataset-missing-file'), file, nearest: z.string().optional() }),
  z.object({ area, code: z.literal('dataset-is-folder'), file }),
  /** A folder without anything that is read. */
  z.object({ area, code: z.literal('dataset-foreign-folder'), file }),
  /** `entry` of a folder that `save_to_disk` wrote is not what it must be. */
  z.object({ area, code: z.literal('dataset-damaged-folder'), file, entry: z.string() }),
  /** `entry`, which such a folder says that it has, is not there. */
  z.object({ area, code: z.literal('dataset-incomplete-folder'), file, entry: z.string() }),
  /** Several splits, and none of them is `train`. */
  z.object({ area, code: z.literal('dataset-split-unsure'), file, splits: z.array(z.string()) }),
  /** The folder has splits by other names, or none. */
  z.object({
    area,
    code: z.literal('dataset-no-such-split'),
    file,
    split: z.string(),
    splits: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** The spreadsheet has sheets by other names. */
  z.object({
    area,
    code: z.literal('dataset-no-such-sheet'),
    file,
    sheet: z.string(),
    sheets: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** The sheet of a spreadsheet holds nothing. `others`: the sheets beside it. */
  z.object({ area, code: z.literal('dataset-empty-sheet'), file, sheet: z.string(), others: z.array(z.string()) }),
  /** A sheet of what is no spreadsheet. */
  z.object({ area, code: z.literal('dataset-without-sheets'), file, sheet: z.string() }),
  /** A spreadsheet that takes a password to read. */
  z.object({ area, code: z.literal('dataset-protected-spreadsheet'), file }),
  /** Texts of a spreadsheet that would fill the memory: more than `limitBytes`. */
  z.object({ area, code: z.literal('dataset-sheet-too-large'), file, limitBytes: count }),
  /** A part of a spreadsheet that unpacks to so much that it is no data. */
  z.object({
    area,
    code: z.literal('dataset-unpacks-too-large'),
    file,
    part: z.string(),
    bytes: count,
    packedBytes: count,
  }),
  /** A config of a dataset that is not on the Hub, where alone it can be chosen, or a split of a file. */
  z.object({
    area,
    code: z.literal('dataset-not-on-hub'),
    file,
    setting: z.enum(['config', 'split']),
    value: z.string(),
  }),
  /** A web address that is no page of a dataset on the Hub. */
  z.object({ area, code: z.literal('dataset-foreign-address'), file }),
  /** The address of one file of a dataset, or of a revision; `id` is the whole dataset. */
  z.object({ area, code: z.literal('dataset-address-part'), file, id: z.string() }),
  /** A shard with other columns than the first. */
  z.object({ area, code: z.literal('dataset-shards-differ'), file, shard: z.string() }),
  z.object({ area, code: z.literal('dataset-unreadable-file'), file, reason: z.string() }),
  z.object({ area, code: z.literal('dataset-changed-while-reading'), file }),
  z.object({ area, code: z.literal('dataset-empty-file'), file }),
  /** The bytes are those of a format that is not read here. */
  z.object({
    area,
    code: z.literal('dataset-unsupported-format'),
    file,
    found: z.enum([
      'gzip',
      'zstd',
      'bzip2',
      'xz',
      'zip',
      'spreadsheet',
      'feather-1',
      'sqlite',
      'pickle',
      'hdf5',
      'pdf',
    ]),
  }),
  /** The name promises a binary format that the content is not. */
  z.object({ area, code: z.literal('dataset-wrong-extension'), file, format: datasetFormat }),
  /** The file ends in the middle; `row` is the one it ends in, where that is known. */
  z.object({ area, code: z.literal('dataset-truncated-file'), file, format: datasetFormat, row: row.nullable() }),
  /** A packed file that ends in the middle. */
  z.object({ area, code: z.literal('dataset-truncated-archive'), file, packing }),
  /** A packed file that cannot be unpacked. */
  z.object({ area, code: z.literal('dataset-damaged-archive'), file, packing, reason: z.string() }),
  /** Zstandard, which Node.js reads since 22.15; `node` is the version that runs. */
  z.object({ area, code: z.literal('dataset-zstd-needs-node'), file, node: z.string() }),
  /** The inside of the file contradicts itself. */
  z.object({ area, code: z.literal('dataset-damaged-file'), file, format: datasetFormat, reason: z.string() }),
  /** Bytes that are no text. `encoding` is the one tried; `offset` is that of the first bad byte, `line` (from 1) where it stands. */
  z.object({
    area,
    code: z.literal('dataset-undecodable'),
    file,
    encoding: z.string(),
    offset: count,
    line: count.optional(),
  }),
  /** Text that is not UTF-8, from the byte at `offset` on, and may be in several encodings; `candidates`: the likeliest first. */
  z.object({
    area,
    code: z.literal('dataset-encoding-unsure'),
    file,
    offset: count,
    candidates: z.array(textEncoding).min(1),
  }),
  /** The byte order mark at the start is that of another encoding than the one asked for. */
  z.object({ area, code: z.literal('dataset-encoding-mismatch'), file, encoding: textEncoding, found: textEncoding }),
  /** An encoding was asked for, and the file is of a format that has its own. */
  z.object({
    area,
    code: z.literal('dataset-encoding-not-text'),
    file,
    format: datasetFormat,
    encoding: textEncoding,
  }),
  /** A zero byte, which stands in no text but UTF-16, which the file is not. */
  z.object({ area, code: z.literal('dataset-zero-byte'), file, offset: count }),
  z.object({ area, code: z.literal('dataset-unclosed-quote'), file, row }),
  /** `count` rows, of which `rows` are the first, hold many `lines` that look like rows themselves: a quote too many glues them. */
  z.object({ area, code: z.literal('dataset-glued-rows'), file, rows: z.array(row), count, lines: count }),
  z.object({ area, code: z.literal('dataset-row-too-large'), file, row, limitBytes: count }),
  /** More than half of the rows have more fields than the header. */
  z.object({
    area,
    code: z.literal('dataset-ragged-rows'),
    file,
    rows: count,
    ragged: count,
    firstRow: row,
    expected: count,
    found: count,
  }),
  /** Text follows the end of the outermost JSON value. */
  z.object({ area, code: z.literal('dataset-json-goes-on'), file, line: z.int().min(1) }),
  /**
   * JSON that is not one; `row` is the first element or line that cannot be read. `line` counts blank lines too; `start` is how it
   * begins.
   */
  z.object({
    area,
    code: z.literal('dataset-invalid-json'),
    file,
    row,
    reason: z.string(),
    line: row.optional(),
    looksLike: textLook.optional(),
    start: z.string().optional(),
  }),
  /** JSON with arrays and objects in each other `depth` deep. */
  z.object({ area, code: z.literal('dataset-nested-too-deep'), file, row, depth: count, limit: count }),
  /** JSON, but not rows. `keys`: those of the outer object, or of the arrays that could be meant. */
  z.object({
    area,
    code: z.literal('dataset-json-shape'),
    file,
    found: z.enum(['array-of-arrays', 'array-of-values', 'object-of-arrays', 'object', 'several-arrays', 'value']),
    keys: z.array(z.string()),
  }),
  /** The key of a JSON object that should hold the rows holds none. `fields`: those that do. */
  z.object({ area, code: z.literal('dataset-no-such-field'), file, field: z.string(), fields: z.array(z.string()) }),
  /** A label that is none of the classes which the dataset declares, neither by name nor by number. */
  z.object({
    area,
    code: z.literal('dataset-undeclared-class'),
    file,
    column,
    row,
    value: z.string(),
    names: z.array(z.string()),
  }),
  z.object({ area, code: z.literal('dataset-no-rows'), file }),
  z.object({
    area,
    code: z.literal('dataset-no-usable-rows'),
    file,
    rows: count,
    dropped: z.array(droppedRows),
  }),
  z.object({
    area,
    code: z.literal('dataset-no-such-column'),
    file,
    column,
    columns: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** Columns that the user left out and that the data do not make certain. `sheet`: the one that was read; `sheets`: all, where there are several. */
  z.object({
    area,
    code: z.literal('dataset-columns-unsure'),
    file,
    role: z.enum(['text', 'label']),
    candidates: z.array(z.string()),
    columns: z.array(z.string()),
    sheet: z.string().optional(),
    sheets: z.array(z.string()).optional(),
  }),
  z.object({ area, code: z.literal('dataset-text-is-label'), file, column }),
  /** A column of a type that is not read. `type`: as the format calls it. */
  z.object({ area, code: z.literal('dataset-column-type'), file, column, type: z.string() }),
  /** The text column holds something else than text. `others`: columns that hold text. */
  z.object({
    area,
    code: z.literal('dataset-text-kind'),
    file,
    column,
    kind: columnKind,
    example: z.string().nullable(),
    others: z.array(z.string()),
  }),
  /** Labels of a kind that is neither a class nor a number. */
  z.object({ area, code: z.literal('dataset-label-kind'), file, column, kind: columnKind, row: row.nullable() }),
  z.object({
    area,
    code: z.literal('dataset-mixed-labels'),
    file,
    column,
    kinds: z.array(z.object({ kind: columnKind, count, firstRow: row, example: z.string() })),
  }),
  z.object({ area, code: z.literal('dataset-label-not-number'), file, column, row, value: z.string() }),
  /** A label of a regression that is infinite, or beyond the largest float64, as the file writes it. */
  z.object({ area, code: z.literal('dataset-label-not-finite'), file, column, row, value: z.string() }),
  z.object({
    area,
    code: z.literal('dataset-one-class'),
    file,
    column,
    label: z.string(),
    rows: count,
    /** Whether that is so in the whole dataset or only in the sample. */
    within: z.enum(['dataset', 'sample']),
    dropped: z.array(droppedRows),
  }),
  /** Regression, and every row has the same value. */
  z.object({ area, code: z.literal('dataset-constant-label'), file, column, value: z.number(), rows: count }),
  /** Regression, and a label beside which the differences of all others vanish in float64. */
  z.object({ area, code: z.literal('dataset-label-too-far'), file, column, row, value: z.number() }),
  /** Regression, and labels whose differences vanish beside their size in float64. */
  z.object({ area, code: z.literal('dataset-labels-too-close'), file, column, low: z.number(), high: z.number() }),
  z.object({
    area,
    code: z.literal('dataset-label-is-id'),
    file,
    column,
    distinct: count,
    rows: count,
    example: z.string(),
    numeric: z.boolean(),
  }),
  z.object({
    area,
    code: z.literal('dataset-too-many-classes'),
    file,
    column,
    /** At least so many. */
    classes: count,
    limit: count,
    numeric: z.boolean(),
  }),
]);

/** A problem of the dataset. */
export type DatasetProblem = z.infer<typeof datasetProblem>;
