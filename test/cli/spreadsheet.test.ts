import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { odsBytes, sheetXml, xlsxBytes } from '../dataset/spreadsheet-bytes.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt } from './built.ts';

// Spreadsheets by the shipped bundle, into which their reader is bundled.

const fixtures = join(import.meta.dirname, '../dataset/fixtures/spreadsheets');
const rows = Array.from({ length: 18 }, (_, i) => [
  i % 2 ? `all is well & good ${i}` : `it is broken, part ${i}`,
  i % 2 ? 'praise' : 'bug',
]);
let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  hub = await startFakeHub({ folder: join(import.meta.dirname, '../../samples/hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-sheets-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
  const csv = [['text', 'label'], ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(','));
  writeFileSync(join(folder, 'rows.csv'), csv.join('\n'));
  writeFileSync(join(folder, 'rows.xlsx'), sheetOf([['text', 'label'], ...rows]));
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

function sheetOf(table: string[][]): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;')}</t></is></c>`;
  return xlsxBytes(sheetXml(table.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('')));
}

function tableOf(name: string, table: string[][]): string {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${text.replaceAll('&', '&amp;')}</text:p></table:table-cell>`;
  const lines = table.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`);
  return `<table:table table:name="${name}">${lines.join('')}</table:table>`;
}

const rank = (file: string, ...args: string[]) =>
  runBuilt(['rank', file, '--model', 'samples/bert-tiny-debian', '--max-esms', '1', '--format', 'json', ...args], env);

describe('a spreadsheet', () => {
  it('is ranked as the same rows of a CSV file, and the result names its sheet', async () => {
    const recipe = join(folder, 'rank.yaml');
    writeFileSync(
      recipe,
      'rank:\n  dataset: rows.xlsx\n  sheet: Data\n  model: samples/bert-tiny-debian\n  max-esms: 1\n',
    );
    const runs = await Promise.all([
      rank(join(folder, 'rows.csv')),
      rank(join(folder, 'rows.xlsx')),
      runBuilt(['rank', '--recipe', recipe, '--format', 'json'], env),
    ]);
    const [csv, xlsx, byRecipe] = runs.map(({ stdout }) => rankingDocument.parse(JSON.parse(stdout)));
    expect(csv?.target).not.toHaveProperty('sheet');
    expect(xlsx?.target).toMatchObject({ sheet: 'Data', fingerprint: csv?.target.fingerprint });
    expect(byRecipe?.target).toMatchObject({ sheet: 'Data', fingerprint: csv?.target.fingerprint });
    expect(xlsx?.tasks).toEqual(csv?.tasks);
    expect(runs[1]?.stderr).toContain('rows.xlsx (Data)');
  });

  it('is looked at: the sheet that is asked for', async () => {
    const file = join(fixtures, 'several.xlsx');
    const named = await runBuilt(['inspect', file, '--sheet', 'Reviews 2024'], env);
    expect(named).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('an Excel workbook, sheet "Reviews 2024", 8 rows'),
    });
    const json = await runBuilt(['inspect', file, '--sheet', 'Hidden', '--format', 'json'], env);
    expect(JSON.parse(json.stdout)).toMatchObject({
      sheet: 'Hidden',
      sheets: ['Hidden', 'Empty', 'Reviews 2024', 'Numbers'],
    });
  });

  it('tells the other sheets where the one that was read has no label', async () => {
    const notes = [['text'], ...rows.map(([text = '']) => [text])];
    writeFileSync(
      join(folder, 'two.ods'),
      odsBytes(tableOf('Notes', notes) + tableOf('Data', [['text', 'label'], ...rows])),
    );
    const { code, stderr } = await rank(join(folder, 'two.ods'));
    expect(code).toBe(2);
    expect(stderr).toContain('The sheet "Notes" was read, one of 2: Notes, Data. Choose another one with --sheet.');
  });

  it('is a clear problem where nothing can be read from it', async () => {
    const wrong = await runBuilt(['inspect', join(fixtures, 'several.xlsx'), '--sheet', 'reviews 24'], env);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "Reviews 2024"?') });
    const locked = await runBuilt(['inspect', join(fixtures, 'protected.xlsx')], env);
    expect(locked).toMatchObject({ code: 2, stderr: expect.stringContaining('protected by a password') });
    const old = await runBuilt(['inspect', join(fixtures, 'old.xls')], env);
    expect(old).toMatchObject({ code: 2, stderr: expect.stringContaining('Save it as .xlsx or .csv') });
  });
});
