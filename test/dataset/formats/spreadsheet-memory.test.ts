import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheetXml, xlsxBytes } from '../spreadsheet-bytes.ts';

const src = join(import.meta.dirname, '../../../src/dataset');
const rows = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-large-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each row has a text of some 400 letters of its own: 24 MB that cells share. */
function largeWorkbook(): Uint8Array {
  const texts = Array.from({ length: rows }, (_, i) => `<si><t>${`text ${i} of many words `.repeat(20)}</t></si>`);
  const cells = Array.from({ length: rows }, (_, i) => `<row><c t="s"><v>${i}</v></c><c><v>${i % 3}</v></c></row>`);
  const parts = { 'xl/sharedStrings.xml': `<sst>${texts.join('')}</sst>` };
  const header = '<row><c t="str"><v>text</v></c><c t="str"><v>label</v></c></row>';
  return xlsxBytes(sheetXml(header + cells.join('')), { parts });
}

it('reads a large sheet as a stream: what it needs in memory are the texts, once', () => {
  writeFileSync(join(folder, 'rows.xlsx'), largeWorkbook());
  const url = (file: string) => JSON.stringify(pathToFileURL(join(src, file)).href);
  const code = `
    const { openTable } = await import(${url('formats/open-table.ts')});
    const { openFile } = await import(${url('sources/file-source.ts')});
    const before = process.resourceUsage().maxRSS;
    const table = await openTable(await openFile('rows.xlsx'));
    let count = 0;
    for await (const batch of table.rows(['text', 'label'])) count += batch.length;
    console.log(JSON.stringify({ count, grown: (process.resourceUsage().maxRSS - before) / 1024 }));`;
  const args = ['--max-semi-space-size=16', '--input-type=module', '--eval', code];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { count, grown } = JSON.parse(stdout);
  expect(count).toBe(rows);
  // About 80, of which the texts are 24; read whole, XML, cells and texts take several times as much.
  expect(grown).toBeLessThan(130);
});
