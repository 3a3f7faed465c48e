import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countLookedAt } from '../../../src/ranking/looked.ts';
import { manyMaps } from '../../engine/run/many-maps.ts';
import { largePool, largePoolModel } from '../../fakes/hub/large-pool.ts';
import { Dialog } from '../pages/maps-view.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, sampleRecipe, startSession } from '../session.ts';

// A first look at more maps than become whole: how it is chosen, shown, and completed. The tests follow each other.

/** Beside the 33 of the sample Hub. */
const more = 120;
let session: Session;
let notebook: NotebookEditor;
let file = '';

beforeAll(async () => {
  const repositories = [...(await manyMaps(more, () => ({ dtype: 'F32' }))), ...largePool()];
  const files = {
    'look.ipynb': recipeNotebook(`${sampleRecipe}\n  examples: 150\n  look: first`),
    'large.ipynb': recipeNotebook(`${sampleRecipe.replace(sampleModel, largePoolModel)}\n  examples: 150`),
  };
  session = await startSession({ files, repositories });
  file = join(session.workspace, 'look.ipynb');
});

afterAll(() => session.stop());
photographFailures(() => session);

const ranking = (): Locator => notebook.ranking('150 rows');
const completing = () => notebook.editor.getByRole('button', { name: 'Look at All Maps Whole' });

async function openNotebook(name: string): Promise<NotebookEditor> {
  const opened = await session.workbench.openNotebook(name);
  await opened.kernel().filter({ hasText: 'Intermediate Task Ranking' }).waitFor();
  return opened;
}

test('the question before a large download offers both ways with their sizes, and none', async () => {
  const dialog = new Dialog(session.page);
  const large = await openNotebook('large.ipynb');
  for (const theme of themes) {
    await session.workbench.setTheme(theme);
    await large.run();
    await dialog.box().getByText('to rank 1,512 maps?').waitFor();
    await session.screenshot(`11-which-download-${theme.kind}`);
    await dialog.press('Cancel');
    await large.failed();
  }
  await large
    .outputs()
    .getByText(/A first look at all 1,512 maps .* would download up to 1\.5 GB.*"First look at all"/s)
    .first()
    .waitFor();
  await large.run();
  await dialog
    .box()
    .getByRole('button', { name: /^All whole \(4\.2 GB\)$/ })
    .waitFor();
  await dialog
    .box()
    .getByRole('button', { name: /^First look at all \(1\.\d GB\)$/ })
    .click();
  // The run goes on, to the tokenizer, which this model lacks.
  await large
    .outputs()
    .getByText(/tokenizer/)
    .first()
    .waitFor();
});

test('the last step of the questions offers it with its size, and it becomes the recipe', async () => {
  const { workbench } = session;
  const { quickInput, explorer } = workbench;
  await explorer.pickFromMenu('package-use.csv', 'Rank Intermediate Tasks…');
  await quickInput.step('(1/5)');
  await quickInput.pick('description');
  await quickInput.step('(2/5)');
  await quickInput.pick('use');
  await quickInput.step('(3/5)');
  await quickInput.pick(sampleModel);
  await quickInput.step('(4/5)');
  await quickInput.pick('300 rows');
  await quickInput.step('(5/5)');
  const choice = quickInput.option(`A first look at all ${33 + more} maps`);
  await choice.filter({ hasText: /up to [\d.]+ MB to download/ }).waitFor();
  await session.screenshot('11-step-5-first-look');
  await choice.click();
  await waitUntil('the recipe', async () => (await (await workbench.activeNotebook()).text()).includes('look: first'));
  const asked = await workbench.activeNotebook();
  await asked.succeeded();
  await asked
    .outputs()
    .getByText(/only looked at/)
    .first()
    .waitFor();
});

describe('a first look', () => {
  test('says of the whole pool how many maps were only looked at, and marks them', async () => {
    notebook = await openNotebook('look.ipynb');
    await notebook.runAll();
    await notebook.succeeded();
    await ranking().locator('.distribution svg').waitFor();
    await ranking()
      .getByText(/only looked at/)
      .first()
      .waitFor();
    await session.workbench.save(file);
    const [document] = savedRankings(file);
    expect(document?.tasks.length).toBe(33 + more);
    expect(countLookedAt(document?.tasks ?? [])).toBeGreaterThan(0);
    expect(countLookedAt(document?.tasks ?? [])).toBeLessThanOrEqual(33 + more - 60);
    for (const theme of themes) {
      await session.workbench.setTheme(theme);
      await session.screenshot(`11-first-look-${theme.kind}`);
    }
  });

  test('its last page shows the marks', async () => {
    await session.page.setViewportSize({ width: 1280, height: 2500 });
    const next = ranking().getByRole('button', { name: 'Next', exact: true });
    while (await next.isEnabled()) await next.press('Enter');
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
