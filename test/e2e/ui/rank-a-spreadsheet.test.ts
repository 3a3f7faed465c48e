import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { odsBytes } from '../../dataset/spreadsheet-bytes.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, startSession } from '../session.ts';

// A spreadsheet with two sheets, from a right click, through a look at its columns, to the ranking of one of them.

let session: Session;

function table(name: string, rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const lines = rows.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`);
  return `<table:table table:name="${name}">${lines.join('')}</table:table>`;
}

beforeAll(async () => {
  session = await startSession();
  const rows = Array.from({ length: 60 }, (_, i) => [
    `ticket ${i % 50} of a user whose printer ${i % 2 ? 'burns' : 'sings'} ${'again and '.repeat((i % 50) % 9)}again`,
    i % 2 ? 'bug' : 'praise',
  ]);
  const sheets = table('Cover', [['Tickets of 2026']]) + table('Tickets', [['report', 'kind'], ...rows]);
  writeFileSync(join(session.workspace, 'tickets.ods'), odsBytes(sheets));
  await session.workbench.reload();
});

afterAll(() => session.stop());
photographFailures(() => session);

test('the sheet is asked, each column is looked at, and the ranking names its sheet', async () => {
  const { workbench } = session;
  const { quickInput } = workbench;
  await workbench.explorer.pickFromMenu('tickets.ods', 'Rank Intermediate Tasks…');
  await quickInput.option('Cover').waitFor();
  await quickInput.option('Tickets').click();
  await quickInput.step('Rank Intermediate Tasks: tickets.ods (1/5)');
  const columns = (await quickInput.options()).join('\n');
  expect(columns).toMatch(
    /report.*words? at the median.*repeat an earlier one.*10 rows are the same as an earlier one/s,
  );
  await session.screenshot('16-look-at-columns');
  await quickInput.option('play Run with these guesses').waitFor();
  await quickInput.accept();
  const notebook = await workbench.activeNotebook();
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  const file = join(session.workspace, 'sheet.ipynb');
  await workbench.saveNotebookAs(file);
  expect(readNotebook(file).cells[1]?.source).toMatch(/dataset: tickets\.ods\n\s+sheet: Tickets\n/);
  expect(savedRankings(file)[0]?.target).toMatchObject({ source: 'tickets.ods', sheet: 'Tickets', rows: 60 });
});
