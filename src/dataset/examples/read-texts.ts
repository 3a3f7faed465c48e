import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { openTable } from '../formats/open-table.ts';
import { withBinaryUnpacked } from '../formats/unpack-binary.ts';
import { inferTextColumns } from '../inspection/infer-columns.ts';
import { inspectDataset } from '../inspection/inspect-dataset.ts';
import { DropCounter } from '../labels/drop-counter.ts';
import type { ByteSource, HubOrigin } from '../sources/byte-source.ts';
import { type OnProgress, ReadingProgress } from '../sources/reading-progress.ts';
import type { Row, Table } from '../table/table.ts';
import { checkColumns, findColumn, noSuchColumn } from './choose-columns.ts';
import { planSample } from './sampling/plan-sample.ts';
import { textOfRow } from './survey.ts';

/** What to sample from where. */
export interface ReadTextsOptions {
  source: ByteSource;
  /** Inferred where left out. */
  textColumns?: readonly string[] | undefined;
  encoding?: TextEncoding | undefined;
  /** How many rows at most. */
  examples: number;
  /** Decimal digits; null: the first rows. Default: 42 where rows are left out, else all rows in order. */
  seed?: string | null | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}

/** A sample of texts without labels. */
export interface Texts {
  /** `[n]`, several columns joined by ` [SEP] `. */
  texts: string[];
  textColumns: string[];
  rowsRead: number;
  /** Seed of the sample in decimal digits; null: the first rows. */
  seed: string | null;
  /** The split that was read, where the dataset has some by name. */
  split?: string;
  /** Of a dataset on the Hub: its name of now, and where its rows come from. */
  source?: string;
  origin?: HubOrigin;
  warnings: DatasetWarning[];
}

/**
 * Reads a sample of texts. The dataset is read twice, once to count the rows that have a text, once to take the sampled ones.
 * @throws ProblemError of the area `dataset`; `run-cancelled`.
 */
export async function readTexts(options: ReadTextsOptions): Promise<Texts> {
  return withBinaryUnpacked(options, (source) => readUnpacked({ ...options, source }));
}

async function readUnpacked(options: ReadTextsOptions): Promise<Texts> {
  const { source, encoding, examples, seed, signal } = options;
  const inspect = () => inspectDataset({ source, encoding, signal });
  const textColumns = [...(options.textColumns ?? inferTextColumns(await inspect()))];
  const progress = new ReadingProgress(source, 2, options.onProgress);
  await source.prepare?.(textColumns);
  const table = await openTable(progress.source, { wanted: textColumns, encoding, signal });
  const candidates = async () => (await inspect()).columns.filter(({ text }) => text.possible).map(({ name }) => name);
  await checkColumns(source.name, table, { textColumns, labelColumn: null }, candidates);

  progress.startPass(0);
  const { rowsRead, rowsUsable } = await countTexts(source.name, table, textColumns, signal);
  const plan = await planSample({ rows: rowsUsable, examples, seed, signal });
  progress.startPass(1);
  const texts = await takeTexts(table, textColumns, plan.rows, signal);
  if (texts === null)
    throw new ProblemError({ area: 'dataset', code: 'dataset-changed-while-reading', file: source.name });
  progress.end();
  return {
    texts,
    textColumns,
    rowsRead,
    seed: plan.seed,
    ...(source.split && { split: source.split }),
    ...(source.origin && { source: source.name, origin: source.origin }),
    warnings: [...table.warnings],
  };
}

/** @throws ProblemError `dataset-no-rows`, `dataset-no-such-column`, `dataset-no-usable-rows`. */
async function countTexts(
  file: string,
  table: Table,
  columns: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ rowsRead: number; rowsUsable: number }> {
  const drops = new DropCounter();
  const seen = new Set<number>();
  let rowsRead = 0;
  let rowsUsable = 0;
  for await (const batch of table.rows(columns, { signal })) {
    for (const row of batch) {
      rowsRead += 1;
      row.values.forEach((value, column) => {
        if (value !== null) seen.add(column);
      });
      const read = textOf(row, table);
      if ('drop' in read) drops.add(read.drop, row.number);
      else rowsUsable += 1;
    }
  }
  if (rowsRead === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file });
  columns.forEach((column, i) => {
    if (!seen.has(i) && !findColumn(table, column)) throw noSuchColumn(file, table, column);
  });
  if (rowsUsable > 0) return { rowsRead, rowsUsable };
  throw new ProblemError({
    area: 'dataset',
    code: 'dataset-no-usable-rows',
    file,
    rows: rowsRead,
    dropped: drops.list(),
  });
}

/** The chosen of the rows that have a text, in the order chosen; null where there are fewer rows than there were. */
async function takeTexts(
  table: Table,
  columns: readonly string[],
  chosen: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<string[] | null> {
  const placeOf = new Map([...chosen].map((row, place) => [row, place]));
  const texts = new Array<string>(chosen.length);
  let usable = 0;
  let taken = 0;
  for await (const batch of table.rows(columns, { signal })) {
    for (const row of batch) {
      const read = textOf(row, table);
      if ('drop' in read) continue;
      const place = placeOf.get(usable++);
      if (place === undefined) continue;
      texts[place] = read.text;
      taken += 1;
    }
    if (taken === chosen.length) return texts;
  }
  return null;
}

function textOf({ values, fault }: Row, { untyped }: Table): ReturnType<typeof textOfRow> {
  return fault ? { drop: fault.reason } : textOfRow(values, untyped);
}
