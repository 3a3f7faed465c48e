import type { DatasetFormat } from '../../protocol/dataset-facts.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { DeclaredReading } from '../sources/declared-reading.ts';
import { packingOf, unpackedSource } from '../sources/packed-source.ts';
import type { Table } from '../table/table.ts';
import { openText, type TextSource } from '../text-encoding/text-source.ts';
import { openArrow } from './arrow/arrow-table.ts';
import { openCsv } from './csv/csv-table.ts';
import { declaredTable } from './declared-table.ts';
import { detectFormat } from './detect-format.ts';
import { forgetDamaged } from './forget-damaged.ts';
import { openJson } from './json/json-table.ts';
import { openJsonLines } from './json/jsonl-table.ts';
import { openParquet } from './parquet/parquet-table.ts';
import { openShardTable } from './shard-table.ts';
import { openSpreadsheet } from './spreadsheet/spreadsheet-table.ts';

/** How a table is opened. */
export interface OpenOptions {
  /** Columns that the user named: a first line of CSV that holds them is a header. */
  wanted?: readonly string[];
  /** How many bytes of a text to check for its encoding; by default all. */
  scanBytes?: number;
  /** How the files are to be read, where a person or the dataset says so; the rest is found. */
  csv?: DeclaredReading['csv'];
  encoding?: DeclaredReading['encoding'];
  field?: DeclaredReading['field'];
  signal?: AbortSignal | undefined;
}

/**
 * Opens a source as a table, whatever its format. Packed text is unpacked as it is read; formats that are read from any place are not here.
 * @throws ProblemError of the area `dataset`; `run-cancelled`.
 */
export async function openTable(packed: ByteSource, options: OpenOptions = {}): Promise<Table> {
  const { shards, reading = {} } = packed;
  if (shards) {
    const { encoding = reading.encoding } = options;
    const asDeclared: OpenOptions = { csv: reading.csv, field: reading.field, ...options, encoding };
    const open = async (shard: ByteSource) => declaredTable(shard.name, await openTable(shard, asDeclared), reading);
    return openShardTable(packed, shards, open);
  }
  return packed.forget ? forgetDamaged(packed, () => openFile(packed, options)) : openFile(packed, options);
}

async function openFile(packed: ByteSource, options: OpenOptions): Promise<Table> {
  const { wanted = [], csv, field, scanBytes, signal } = options;
  if (packed.knownFormat === 'parquet') {
    refuseSetting(packed, 'parquet', options);
    return openParquet(packed, signal);
  }
  const packing = await packingOf(packed, signal);
  const source = packing === null ? packed : unpackedSource(packed, packing);
  const format = await detectFormat(source, signal);
  refuseSetting(source, format, options);
  switch (format) {
    case 'parquet':
    case 'arrow-file':
    case 'arrow-stream':
      return openBinary(source, format, signal);
    case 'xlsx':
    case 'ods':
      return openSpreadsheet(source, format, { wanted, signal });
    case 'csv':
    case 'tsv':
      return openTextual(source, options, (text) =>
        openCsv(text, format, { wanted, parameters: csv, scanBytes, signal }),
      );
    case 'json':
      return openTextual(source, options, (text) => openJson(text, { field, signal }));
    case 'jsonl':
      return openTextual(source, options, (text) =>
        field === undefined ? openJsonLines(text, signal) : openJson(text, { field, signal }),
      );
  }
}

async function openTextual(
  source: ByteSource,
  { encoding: given, scanBytes, signal }: OpenOptions,
  open: (text: TextSource) => Promise<Table>,
): Promise<Table> {
  const text = await openText(source, { scanBytes, given, signal });
  const table = await open(text);
  return {
    ...table,
    encoding: text.encoding,
    // Reading may show more of them.
    get warnings() {
      return table.warnings;
    },
  };
}

/** Only text has an encoding that a person could name, only spreadsheets have sheets. */
function refuseSetting({ name: file, sheet }: ByteSource, format: DatasetFormat, { encoding }: OpenOptions): void {
  const isSpreadsheet = format === 'xlsx' || format === 'ods';
  if (sheet !== undefined && !isSpreadsheet) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-without-sheets', file, sheet });
  }
  if (encoding === undefined || encoding === 'utf-8' || !(isSpreadsheet || isBinary(format))) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-encoding-not-text', file, format, encoding });
}

function isBinary(format: DatasetFormat): boolean {
  return format === 'parquet' || format === 'arrow-file' || format === 'arrow-stream';
}

function openBinary(
  source: ByteSource,
  format: 'parquet' | 'arrow-file' | 'arrow-stream',
  signal?: AbortSignal,
): Promise<Table> {
  return format === 'parquet' ? openParquet(source, signal) : openArrow(source, format, signal);
}
