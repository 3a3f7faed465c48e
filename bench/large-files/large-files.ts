// Peak memory and time of sampling 1,000 rows of a CSV of 2 GB and a Parquet file of 1 GB, and how soon cancelling ends it; beside
// it pandas, which reads the same two columns into memory.
//   node bench/large-files/large-files.ts [megabytes of the CSV [of the Parquet file]]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { makeTexts } from '../generated-hub/texts.ts';
import { describeOthers, formatRatio, type MachineUse, withUse } from '../machine-use.ts';
import { formatTable } from '../table.ts';
import { type Watched, watchProcess } from '../whole-run/watched-process.ts';

const outcome = z.object({
  rows: z.number(),
  rowsRead: z.number(),
  reports: z.number(),
  cancelMs: z.number().nullable(),
});
const script = join(import.meta.dirname, 'sample-file.ts');
/** As the extension's background process is started. */
const engineFlags = ['--max-semi-space-size=16'];

const python = process.env.HFSELECT_PYTHON ?? 'python3';

/** One process that read a file. */
interface Reading {
  watched: Watched;
  use: MachineUse;
}

/** Prints a row for each file and reader. The files are made in the folder for temporary files and removed. */
export async function benchLargeFiles(csvMegabytes = 2_000, parquetMegabytes = 1_000): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-large-'));
  try {
    const csv = await makeCsv(join(folder, 'large.csv'), csvMegabytes);
    const parquet = makeParquet(join(folder, 'large.parquet'), parquetMegabytes);
    const rows: string[][] = [];
    const uses: MachineUse[] = [];
    for (const file of parquet === null ? [csv] : [csv, parquet]) rows.push(...(await measureReaders(file, uses)));
    const header = ['file', 'GB', 'read by', 'rows', 's', 'to pandas', 'CPU, s', 'peak MB'];
    console.log(formatTable([...header, 'progress reports', 'cancelled after, ms'], rows));
    console.log(describeOthers(uses));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row for pandas, where there is one, and for each way of starting Node. @param uses What was measured is added. */
async function measureReaders(file: string, uses: MachineUse[]): Promise<string[][]> {
  const theirs = await runPandas(file);
  const rows = theirs ? [[...resultCells(file, 'pandas', theirs, null, Number(theirs.watched.stdout)), '', '']] : [];
  if (theirs) uses.push(theirs.use);
  for (const flags of [[], engineFlags]) {
    const ours = await runReader(process.execPath, [...flags, script, file]);
    uses.push(ours.use);
    const { rowsRead, reports } = outcome.parse(JSON.parse(ours.watched.stdout));
    const cancelled = await watchProcess(process.execPath, [...flags, script, file, '1500'], {});
    const { cancelMs } = outcome.parse(JSON.parse(cancelled.stdout));
    const cells = resultCells(file, flags.join(' ') || 'the command line', ours, theirs, rowsRead);
    rows.push([...cells, `${reports}`, cancelMs === null ? 'done before' : cancelMs.toFixed(0)]);
  }
  return rows;
}

function resultCells(file: string, name: string, { watched, use }: Reading, theirs: Reading | null, rows: number) {
  return [
    file.replace(/^.*\./, ''),
    (statSync(file).size / 1e9).toFixed(2),
    name,
    rows.toLocaleString('en'),
    (use.ms / 1000).toFixed(1),
    theirs ? formatRatio(use.ms / theirs.use.ms, [use, theirs.use]) : '',
    (use.cpuMs / 1000).toFixed(1),
    (watched.peakBytes / 1e6).toFixed(0),
  ];
}

/** Null where `HFSELECT_PYTHON` (default `python3`) has no pandas. */
async function runPandas(file: string): Promise<Reading | null> {
  const available = await watchProcess(python, ['-c', 'import pandas'], {}).catch(() => null);
  return available && runReader(python, [join(import.meta.dirname, 'read_columns.py'), file]);
}

async function runReader(command: string, args: string[]): Promise<Reading> {
  const { result: watched, use } = await withUse(() => watchProcess(command, args, {}));
  return { watched, use };
}

async function makeCsv(path: string, megabytes: number): Promise<string> {
  const rows = makeTexts(20_000, 3).map(({ text, label }, index) => `${index},"${text}, and so on",${label}\n`);
  const block = Buffer.from(rows.join(''));
  const file = await open(path, 'w');
  await file.writeFile('id,text,label\n');
  for (let written = 0; written < megabytes * 1e6; written += block.length) await file.writeFile(block);
  await file.close();
  return path;
}

/** Null where `HFSELECT_PYTHON` (default `python3`) has no pyarrow. */
function makeParquet(path: string, megabytes: number): string | null {
  try {
    execFileSync(python, [join(import.meta.dirname, 'make_parquet.py'), path, `${megabytes}`], { stdio: 'ignore' });
    return path;
  } catch {
    console.log('No Parquet file: no Python with pyarrow (set HFSELECT_PYTHON).');
    return null;
  }
}

if (import.meta.main) await benchLargeFiles(...process.argv.slice(2, 4).map(Number));
