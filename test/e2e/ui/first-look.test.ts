import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countLookedAt } from '../../../src/ranking/looked.ts';
import { manyMaps } from '../../engine/run/many-maps.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// A first look at more maps than become whole: how it is chosen, shown, and completed. The tests follow each other.

/** Beside the 33 of the sample Hub. */
const more = 75;
const recipe = `rank:
  dataset: package-use.csv
  text: description
  label: use
  model: ${sampleModel}
  examples: 150
  look: first`;

let session: Session;
let notebook: NotebookEditor;
let file = '';

beforeAll(async () => {
  const repositories = await manyMaps(more, () => ({ dtype: 'F32' }));
  session = await startSession({ files: { 'look.ipynb': recipeNotebook(recipe) }, repositories });
  file = join(session.workspace, 'look.ipynb');
  notebook = await session.workbench.openNotebook('look.ipynb');
  await notebook.kernel().filter({ hasText: 'Intermediate Task Ranking' }).waitFor();
  await notebook.runAll();
  await notebook.succeeded();
});

afterAll(() => session.stop());
photographFailures(() => session);

const ranking = (): Locator => notebook.ranking('150 rows');
const completing = () => notebook.editor.getByRole('button', { name: 'Look at All Maps Whole' });

describe('a first look', () => {
  test('says of the whole pool how many maps were only looked at, and marks them', async () => {
    await ranking().locator('.distribution svg').waitFor();
    await ranking()
      .getByText(/only looked at/)
      .first()
      .waitFor();
    await session.workbench.save(file);
    const [document] = savedRankings(file);
    expect(document?.tasks.length).toBe(33 + more);
    expect(countLookedAt(document?.tasks ?? [])).toBe(33 + more - 60);
    for (const theme of themes) {
      await session.workbench.setTheme(theme);
      await session.screenshot(`11-first-look-${theme.kind}`);
    }
  });

  test('its last page shows the marks', async () => {
    await session.page.setViewportSize({ width: 1280, height: 2500 });
    await ranking().getByRole('button', { name: 'Next', exact: false }).first().press('Enter');
    await ranking().locator('tbody tr').filter({ hasText: 'looked at' }).first().waitFor();
    await session.screenshot('11-first-look-marks');
    await session.page.setViewportSize({ width: 1280, height: 900 });
  });

  test('a click completes it, from what is there', async () => {
    await notebook.scrollToTop();
    await completing().click();
    await waitUntil('the recipe', async () => (await notebook.text()).includes('look: all'));
    await waitUntil('the ranking of all maps whole', async () => {
      await session.workbench.save(file);
      const [document] = savedRankings(file);
      return document?.tasks.length === 33 + more && countLookedAt(document.tasks) === 0;
    });
    await completing().waitFor({ state: 'detached' });
    await session.screenshot('11-all-whole');
  });
});
