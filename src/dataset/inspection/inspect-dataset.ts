import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { openTable } from '../formats/open-table.ts';
import { withBinaryUnpacked } from '../formats/unpack-binary.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { type OnProgress, ReadingProgress } from '../sources/reading-progress.ts';
import type { Row, RowFault, Table } from '../table/table.ts';
import { ColumnProfile } from './column-profile.ts';
import { guessColumns } from './infer-columns.ts';
import { inspectedColumn } from './inspected-column.ts';
import type { TokenCounter } from './measure-texts.ts';
import { RowDigests } from './row-digests.ts';

/** Rows, bytes and cells that are looked at, at most. */
const SCAN_ROWS = 10_000;
const SCAN_BYTES = 1 << 25;
/** Bytes whose encoding is looked at where each must be downloaded. */
const DISTANT_SCAN_BYTES = 1 << 22;
const SCAN_CELLS = 2_000_000;

/** What to inspect. */
export interface InspectDatasetOptions {
  source: ByteSource;
  /** Of a text, where a person names it. Default: it is found. */
  encoding?: TextEncoding | undefined;
  /** Counts the tokens of texts. Default: words are counted. */
  counter?: TokenCounter | null | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}

/**
 * Looks at the first rows of a dataset (10,000, fewer of very wide or long ones), in one pass: what its columns hold, how long the first
 * thousand texts of each are, which can be text and which label, and which certainly are.
 * @throws ProblemError of the area `dataset`; `run-cancelled`.
 */
export async function inspectDataset(options: InspectDatasetOptions): Promise<DatasetInspection> {
  return withBinaryUnpacked(options, (source) => inspectUnpacked({ ...options, source }));
}

async function inspectUnpacked({
  source,
  encoding,
  counter = null,
  signal,
  onProgress,
}: InspectDatasetOptions): Promise<DatasetInspection> {
  const progress = new ReadingProgress(source, 1, onProgress);
  const table = await openTable(progress.source, {
    scanBytes: source.origin ? DISTANT_SCAN_BYTES : SCAN_BYTES,
    encoding,
    signal,
  });
  progress.startPass(0);
  const profiles = table.columns.map((column) => new ColumnProfile(column, table.untyped));
  const scan = await scanRows(table, profiles, signal);
  progress.end();
  const columns = profiles.map((profile) => inspectedColumn(profile, counter));
  return {
    source: source.name,
    format: table.format,
    ...(table.encoding && table.encoding !== 'utf-8' && { encoding: table.encoding }),
    ...(table.sheet !== undefined && { sheet: table.sheet }),
    ...(table.sheets && { sheets: [...table.sheets] }),
    rows: { count: table.rowCount ?? scan.rows, exact: table.rowCount !== null || scan.complete },
    scannedRows: scan.rows,
    faultyRows: scan.faulty,
    ...(scan.firstFault && { firstFault: scan.firstFault }),
    columns,
    duplicateRows: scan.digests.repeated,
    guess: guessColumns(columns),
    warnings: [...table.warnings],
  };
}

/** What the scan of the first rows has seen. */
interface Scan {
  rows: number;
  faulty: number;
  firstFault: DatasetInspection['firstFault'] | null;
  characters: number;
  complete: boolean;
  digests: RowDigests;
}

function noteFault(scan: Scan, row: number, fault: RowFault): void {
  scan.faulty += 1;
  if (scan.firstFault) return;
  const { line, looksLike, start } = fault.reason === 'unreadable-row' ? fault : {};
  scan.firstFault = {
    row,
    reason: fault.reason,
    ...(line !== undefined && { line }),
    ...(looksLike && { looksLike }),
    ...(start !== undefined && { start }),
  };
}

async function scanRows(table: Table, profiles: readonly ColumnProfile[], signal?: AbortSignal) {
  const names = profiles.map(({ column }) => column.name);
  const limit = Math.min(SCAN_ROWS, Math.ceil(SCAN_CELLS / Math.max(1, names.length)));
  const scan: Scan = { rows: 0, faulty: 0, firstFault: null, characters: 0, complete: true, digests: new RowDigests() };
  for await (const batch of table.rows(names, { signal })) {
    for (const row of batch.slice(0, limit - scan.rows)) {
      scan.rows += 1;
      if (row.fault) noteFault(scan, row.number, row.fault);
      else {
        scan.characters += addRow(profiles, row);
        scan.digests.add(row.values);
      }
    }
    if (scan.rows < limit && scan.characters < SCAN_BYTES) continue;
    scan.complete = false;
    break;
  }
  return scan;
}

/** @returns How many characters the row has. */
function addRow(profiles: readonly ColumnProfile[], { values, number }: Row): number {
  let characters = 0;
  profiles.forEach((profile, i) => {
    const value = values[i] ?? null;
    profile.add(value, number);
    if (typeof value === 'string') characters += value.length;
  });
  return characters;
}
