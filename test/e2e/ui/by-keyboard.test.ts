import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { photographFailures, type Session, startSession } from '../session.ts';

// From a file to the next step without a mouse. No test clicks, hovers or focuses by other means than keys; those of a part follow each other.

let session: Session;
let notebook: NotebookEditor;

photographFailures(() => session);

const ranking = (): Locator => notebook.ranking();
const press = (key: string): Promise<void> => session.page.keyboard.press(key);

/** What has the focus in the output: its role or element, and its name or text. */
async function focused(): Promise<string> {
  return notebook
    .outputs()
    .locator('body')
    .evaluate((body) => {
      let element = body.ownerDocument.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return `${element?.tagName.toLowerCase()} ${name.trim().slice(0, 60)}`;
    });
}

/** Presses a key until the focus is where it shall be; fails where it does not come there. A key may do nothing: frames of VS Code take it on its way in. */
async function pressUntil(key: string, reached: RegExp): Promise<void> {
  await waitUntil(`${key} to lead to ${reached}`, async () => {
    await press(key);
    return reached.test(await focused());
  });
}

/** Opens the palette or the list of files, types, and takes the entry; again until it is there, as early input gets lost while VS Code starts. */
async function pick(open: string, text: string, entry: RegExp): Promise<void> {
  const { page, workbench } = session;
  await waitUntil(`the entry ${entry}`, async () => {
    await press(open);
    await page.keyboard.type(text);
    const isThere = await workbench.quickInput
      .option(entry)
      .first()
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
    await press(isThere ? 'Enter' : 'Escape');
    return isThere;
  });
}

/** From the file to its ranking. */
async function rankByKeys(): Promise<void> {
  const { workbench } = session;
  await pick('Control+P', 'package-use.csv', /^package-use\.csv/);
  await workbench.activeTab('package-use.csv');
  await pick('F1', 'Rank Intermediate Tasks', /Rank Intermediate Tasks…/);
  await workbench.quickInput.step('package-use.csv (1/5)');
  await press('Enter');
  notebook = await workbench.activeNotebook();
  await notebook.succeeded();
  await ranking().getByRole('grid').waitFor();
}

describe('the recipe', () => {
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session.stop());

  test('is reached from the file, and runs', rankByKeys);

  test('Shift+Enter runs the recipe once more, and adds no cell below the ranking', async () => {
    const runs = notebook.cell(0).locator('.execution-count-label');
    const before = await runs.textContent();
    await press('Shift+Enter');
    await expect.poll(() => runs.textContent()).not.toBe(before);
    await notebook.succeeded();
    expect(await notebook.editor.locator('.code-cell-row').count()).toBe(1);
  });

  test('Ctrl+Enter does, too', async () => {
    const runs = notebook.cell(0).locator('.execution-count-label');
    const before = await runs.textContent();
    await press('Control+Enter');
    await expect.poll(() => runs.textContent()).not.toBe(before);
    await notebook.succeeded();
  });

  test('its ranking is reached from it after each run, not only the first', async () => {
    await ranking().getByRole('grid').waitFor();
    await press('Control+Shift+ArrowDown');
    await expect.poll(() => session.page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
    await pressUntil('Tab', /^button Try it/);
  });
});

describe('the ranking', () => {
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session.stop());

  test('is reached from the file', rankByKeys);

  test('into the output, through the table, to the details of a task', async () => {
    await press('Control+Shift+ArrowDown');
    await expect.poll(() => session.page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
    await pressUntil('Tab', /^tr /);
    await press('ArrowDown');
    const task = await ranking().getByRole('grid').locator('tr:focus').getByRole('rowheader').textContent();
    await press('Enter');
    await ranking().locator('.details-row').waitFor();
    expect(await ranking().locator('.details-row h3').textContent()).toContain(task);
    await session.screenshot('9-details-by-keyboard');
  });

  test('from the details to the code that measures it', async () => {
    await pressUntil('Tab', /^button Insert fine-tuning cell/);
    await press('Enter');
    await ranking().getByText('Inserted below. Run it with a Python kernel.').waitFor();
    await session.screenshot('9-cell-by-keyboard');
    // It lies below what the window shows.
    await session.workbench.statusBarItem(/^Cell \d of 3$/).waitFor();
  });
});
