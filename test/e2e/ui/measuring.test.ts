import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tasksToTry } from '../../../src/ranking/shortlist.ts';
import { makeGain, makeTransfers } from '../../transfers/make-transfers.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleRecipe, startSession } from '../session.ts';

// What was measured beside the estimates, and the way from the answer to the Python that measures. The tests follow each other.

let session: Session;
let notebook: NotebookEditor;
let file = '';

beforeAll(async () => {
  session = await startSession({ files: { 'one.ipynb': recipeNotebook(`${sampleRecipe}\n  examples: 100`) } });
  file = join(session.workspace, 'one.ipynb');
  notebook = await session.workbench.openNotebook('one.ipynb');
  await notebook.kernel().filter({ hasText: 'Intermediate Task Ranking' }).waitFor();
  await notebook.runAll();
  await ranking().locator('.distribution svg').waitFor();
});

afterAll(() => session.stop());
photographFailures(() => session);

const ranking = (): Locator => notebook.ranking('100 rows');

test('what was measured, in a file beside the notebook, is shown when the ranking runs again', async () => {
  await session.workbench.save(file);
  const { target, model, tasks } = savedRankings(file)[0] ?? raise();
  const transfers = makeTransfers({
    target: { source: target.source, fingerprint: target.fingerprint ?? '' },
    model: { id: model.id },
    gains: [makeGain({ map: tasks[1]?.repo ?? null })],
  });
  writeFileSync(join(session.workspace, 'package-use.transfers.json'), JSON.stringify(transfers));
  await notebook.runAll();
  await ranking()
    .getByRole('heading', { name: /^Measured: \+3\.1 ± 0\.8 points with / })
    .waitFor();
  await session.screenshot('measuring-1-measured');
  await session.workbench.save(file);
  expect(savedRankings(file)[0]?.tasks[1]?.measured).toEqual({ gain: 0.031, spread: 0.008, seeds: 3 });
});

test('the next steps beside the answer put a Python cell for the tasks to try below it', async () => {
  const steps = ranking().getByRole('group', { name: 'Next steps' });
  await steps.getByRole('button', { name: /^Try / }).press('Enter');
  await steps.getByText('Inserted below. Run it with a Python kernel.').waitFor();
  await session.workbench.save(file);
  const [document] = savedRankings(file);
  const { source = '', metadata } = readNotebook(file).cells[1] ?? {};
  expect(metadata?.vscode?.languageId).toBe('python');
  for (const { repo } of tasksToTry(document ?? raise())) expect(source).toContain(`"map": "${repo}",`);
  expect(source).toContain(`TARGET_FINGERPRINT = "${document?.target.fingerprint}"`);
  await session.screenshot('measuring-2-next-steps');
});

function raise(): never {
  throw new Error('there is no ranking');
}
