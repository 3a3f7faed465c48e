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
 * Opens a source as a table, whatever its format. Packed text is unpacked as it is read; Parquet and Arrow are not here.
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
  if (packed.knownFormat === 'parquet') return openBinary(packed, 'parquet', options);
  const packing = await packingOf(packed, signal);
  const source = packing === null ? packed : unpackedSource(packed, packing);
  const format = await detectFormat(source, signal);
  switch (format) {
    case 'parquet':
    case 'arrow-file':
    case 'arrow-stream':
      return openBinary(source, format, options);
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

/** Parquet and Arrow hold UTF-8, whatever a person says. */
function openBinary(
  source: ByteSource,
  format: 'parquet' | 'arrow-file' | 'arrow-stream',
  { encoding, signal }: OpenOptions,
): Promise<Table> {
  if (encoding !== undefined && encoding !== 'utf-8') {
    const facts = { file: source.name, format, encoding };
    throw new ProblemError({ area: 'dataset', code: 'dataset-encoding-not-text', ...facts });
  }
  return format === 'parquet' ? openParquet(source, signal) : openArrow(source, format, signal);
}
