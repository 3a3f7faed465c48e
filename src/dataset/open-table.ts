import type { ByteSource } from './byte-source.ts';
import { detectFormat } from './format.ts';
import { openArrow } from './formats/arrow/arrow-table.ts';
import type { CsvParameters } from './formats/csv/csv-parameters.ts';
import { openCsv } from './formats/csv/csv-table.ts';
import { openJson } from './formats/json/json-table.ts';
import { openJsonLines } from './formats/json/jsonl-table.ts';
import { openParquet } from './formats/parquet/parquet-table.ts';
import { forgetDamaged } from './hub-source/forget-damaged.ts';
import { packingOf, unpackedSource } from './packed-source.ts';
import { openShardTable } from './shard-table.ts';
import type { Table } from './table.ts';
import { openText } from './text-encoding/text-source.ts';

/** How a table is opened. */
export interface OpenOptions {
  /** Columns that the user named: a first line of CSV that holds them is a header. */
  wanted?: readonly string[];
  /** How many bytes of a text to check for its encoding; by default all. */
  scanBytes?: number;
  /** How CSV is to be read, where the user or the dataset says so. */
  csv?: CsvParameters | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Opens a source as a table, whatever its format. Packed text is unpacked as it is read; Parquet and Arrow are not here.
 * @throws ProblemError of the area `dataset`; `run-cancelled`.
 */
export async function openTable(packed: ByteSource, options: OpenOptions = {}): Promise<Table> {
  if (packed.shards) return openShardTable(packed, packed.shards, (shard) => openTable(shard, options));
  return packed.forget ? forgetDamaged(packed, () => openFile(packed, options)) : openFile(packed, options);
}

async function openFile(packed: ByteSource, { wanted = [], scanBytes, csv, signal }: OpenOptions): Promise<Table> {
  if (packed.knownFormat === 'parquet') return openParquet(packed, signal);
  const packing = await packingOf(packed, signal);
  const source = packing === null ? packed : unpackedSource(packed, packing);
  const format = await detectFormat(source, signal);
  switch (format) {
    case 'parquet':
      return openParquet(source, signal);
    case 'arrow-file':
    case 'arrow-stream':
      return openArrow(source, format, signal);
    case 'csv':
    case 'tsv':
      return openCsv(await openText(source, signal, scanBytes), format, { wanted, parameters: csv, signal });
    case 'json':
      return openJson(await openText(source, signal, scanBytes), signal);
    case 'jsonl':
      return openJsonLines(await openText(source, signal, scanBytes), signal);
  }
}
