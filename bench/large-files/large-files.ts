// Peak memory and time of sampling 1,000 rows of a CSV of 2 GB and a Parquet file of 1 GB, and how soon cancelling ends it.
//   node bench/large-files/large-files.ts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { makeTexts } from '../generated-hub/texts.ts';
import { formatTable } from '../table.ts';
import { watchProcess } from '../whole-run/watched-process.ts';

const outcome = z.object({
  rows: z.number(),
  rowsRead: z.number(),
  reports: z.number(),
  cancelMs: z.number().nullable(),
});
const script = join(import.meta.dirname, 'sample-file.ts');
/** As the extension's background process is started. */
const engineFlags = ['--max-semi-space-size=16'];

/** Prints a row for each file and way of starting Node. The files are made in the folder for temporary files and removed. */
export async function benchLargeFiles(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-large-'));
  try {
    const files = [await makeCsv(join(folder, 'large.csv'), 2_000), makeParquet(join(folder, 'large.parquet'), 1_000)];
    const rows: string[][] = [];
    for (const file of files.filter((path) => path !== null)) {
      for (const flags of [[], engineFlags]) rows.push(await measure(file, flags));
    }
    console.log(
      formatTable(['file', 'GB', 'Node', 'rows', 's', 'peak MB', 'progress reports', 'cancelled after, ms'], rows),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(file: string, flags: string[]): Promise<string[]> {
  const { stdout, ms, peakBytes } = await watchProcess(process.execPath, [...flags, script, file], {});
  const { rowsRead, reports } = outcome.parse(JSON.parse(stdout));
  const cancelled = await watchProcess(process.execPath, [...flags, script, file, '1500'], {});
  const { cancelMs } = outcome.parse(JSON.parse(cancelled.stdout));
  return [
    file.replace(/^.*\./, ''),
    (statSync(file).size / 1e9).toFixed(2),
    flags.join(' ') || 'as the command line',
    rowsRead.toLocaleString('en'),
    (ms / 1000).toFixed(1),
    (peakBytes / 1e6).toFixed(0),
    `${reports}`,
    cancelMs === null ? 'done before' : cancelMs.toFixed(0),
  ];
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
    const python = process.env.HFSELECT_PYTHON ?? 'python3';
    execFileSync(python, [join(import.meta.dirname, 'make_parquet.py'), path, `${megabytes}`], { stdio: 'ignore' });
    return path;
  } catch {
    console.log('No Parquet file: no Python with pyarrow (set HFSELECT_PYTHON).');
    return null;
  }
}

if (import.meta.main) await benchLargeFiles();
