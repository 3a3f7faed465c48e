import { extname } from 'node:path';
import type { DatasetFormat } from '../../protocol/dataset-facts.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { DatasetProblem } from '../../protocol/problems/dataset.ts';
import { type ByteSource, readStart } from '../sources/byte-source.ts';
import { unpackedName } from '../sources/packed-source.ts';
import { parseVariant, RECORD_SEPARATOR } from './json/variants.ts';
import {
  directoryOffset,
  isProtectedWorkbook,
  spreadsheetExtension,
  spreadsheetInZip,
  ZIP,
} from './spreadsheet/spreadsheet-magic.ts';

type Unsupported = Extract<DatasetProblem, { code: 'dataset-unsupported-format' }>['found'];

/** First bytes of formats that are read. */
const formatMagic: [string, DatasetFormat][] = [
  ['PAR1', 'parquet'],
  ['ARROW1', 'arrow-file'],
  ['\xff\xff\xff\xff', 'arrow-stream'],
];

/** First bytes of OLE compound files. */
const COMPOUND_FILE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** Enough of the directory of a compound file to hold all names of a protected workbook. */
const DIRECTORY_BYTES = 1 << 13;

/** First bytes of formats that are not read, so that the user hears which one it is. */
const unsupportedMagic: [string, Unsupported][] = [
  ['\x1f\x8b', 'gzip'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\x00', 'xz'],
  [ZIP, 'zip'],
  [COMPOUND_FILE, 'spreadsheet'],
  ['FEA1', 'feather-1'],
  ['SQLite format 3\x00', 'sqlite'],
  ['\x80\x03', 'pickle'],
  ['\x80\x04\x95', 'pickle'],
  ['\x80\x05\x95', 'pickle'],
  ['\x89HDF\r\n\x1a\n', 'hdf5'],
  ['%PDF-', 'pdf'],
];

const textExtensions: Record<string, DatasetFormat> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

const binaryExtensions: Record<string, DatasetFormat> = {
  '.parquet': 'parquet',
  '.pq': 'parquet',
  '.arrow': 'arrow-file',
  '.feather': 'arrow-file',
  '.ipc': 'arrow-file',
};

/** Enough to see the first line of most JSON Lines files. */
const SAMPLE_BYTES = 1 << 16;

/**
 * The format of a source: by its first bytes where these are certain; for text by the extension, and by the content where that
 * says otherwise (JSON Lines in a `.json` file) or there is none.
 * @throws ProblemError `dataset-empty-file`, `dataset-unsupported-format`, `dataset-protected-spreadsheet`; `dataset-wrong-extension`.
 */
export async function detectFormat(source: ByteSource, signal?: AbortSignal): Promise<DatasetFormat> {
  const start = await readStart(source, SAMPLE_BYTES, signal);
  if (start.length === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-empty-file', file: source.name });
  const magic = Buffer.from(start.subarray(0, 16)).toString('latin1');
  const extension = extname(unpackedName(source.nameForFormat ?? source.name)).toLowerCase();
  const known = formatMagic.find(([bytes]) => magic.startsWith(bytes));
  if (known) return known[1];
  const spreadsheet = magic.startsWith(ZIP) ? spreadsheetInZip(start, extension) : null;
  if (spreadsheet !== null) return spreadsheet;
  if (magic.startsWith(COMPOUND_FILE)) await refuseProtected(source, start);
  refuseUnsupported(source.name, magic);
  const promised = binaryExtensions[extension] ?? spreadsheetExtension(extension);
  if (promised) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-wrong-extension', file: source.name, format: promised });
  }
  return textFormat(sampleText(start), textExtensions[extension]);
}

function refuseUnsupported(file: string, magic: string): void {
  const found = unsupportedMagic.find(([bytes]) => magic.startsWith(bytes))?.[1];
  if (found) throw new ProblemError({ area: 'dataset', code: 'dataset-unsupported-format', file, found });
}

async function refuseProtected(source: ByteSource, start: Uint8Array): Promise<void> {
  const offset = directoryOffset(start);
  const directory = await source.slice(offset, offset + DIRECTORY_BYTES);
  if (!isProtectedWorkbook(directory)) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-protected-spreadsheet', file: source.name });
}

/** The start of a text, in whatever encoding: enough to see brackets and line ends. */
function sampleText(start: Uint8Array): string {
  return Buffer.from(start)
    .toString('utf8')
    .replaceAll('\0', '')
    .replace(/^[^\p{ASCII}]+/u, '')
    .trimStart();
}

function textFormat(text: string, byExtension: DatasetFormat | undefined): DatasetFormat {
  if (byExtension === 'csv' || byExtension === 'tsv') return byExtension;
  if (byExtension === 'jsonl') return startsDocument(text) ? 'json' : 'jsonl';
  if (text.startsWith(RECORD_SEPARATOR)) return 'jsonl';
  if (text.startsWith('{')) return startsWithWholeLines(text) ? 'jsonl' : 'json';
  if (text.startsWith('[') || byExtension) return 'json';
  return tabsOutnumberCommas(text) ? 'tsv' : 'csv';
}

/** True for a JSON document that is no JSON Lines: an array of objects, or a bracket alone on the first line. */
function startsDocument(text: string): boolean {
  return /^(?:\[\s*\{|[[{]\s*\n)/.test(text);
}

/** True where the first line is a whole JSON value and another one follows. */
function startsWithWholeLines(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0 || text.slice(end).trimStart() === '') return false;
  try {
    parseVariant(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}

function tabsOutnumberCommas(text: string): boolean {
  const [line = ''] = text.split('\n', 1);
  return line.split('\t').length > line.split(',').length;
}
