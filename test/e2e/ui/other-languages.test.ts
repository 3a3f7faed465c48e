import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../../renderer/words-in.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, sampleRecipe, startSession } from '../session.ts';

// The ranking follows the language of the editor. The editor itself stays English here: its language pack is empty.

describe.each(['de', 'zh-cn'])('an editor in %s', (language) => {
  const { sentences } = wordsIn(language);
  let session: Session;
  let notebook: NotebookEditor;

  beforeAll(async () => {
    session = await startSession({ language, files: { 'ranked.ipynb': recipeNotebook(sampleRecipe) } });
    notebook = await session.workbench.openNotebook('ranked.ipynb');
    // Before the extension has said that the kernel is there, VS Code would ask for one.
    const kernel = sentences['Intermediate Task Ranking'] ?? '';
    await notebook.kernel().filter({ hasText: kernel }).waitFor();
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  const article = () => notebook.outputs().locator('article.ranking');
  const button = (name: string) => article().getByRole('button', { name: sentences[name] ?? name, exact: true });

  test('shows the ranking in it', async () => {
    await notebook.runAll();
    await article().locator('.distribution svg').waitFor();
    await button('Columns').waitFor();
    expect(await article().getAttribute('lang')).toBe(language);
    expect(await article().locator('.facts').first().textContent()).toContain(sentences['Base model']);
    for (const [width, height] of [
      [1440, 900],
      [900, 700],
    ] as const) {
      await session.page.setViewportSize({ width, height });
      await notebook.scrollToTop();
      await session.screenshot(`ranking ${language} ${width}`);
    }
    await session.page.setViewportSize({ width: 1280, height: 900 });
  });

  // That a page begins in the words that are kept is tried in Chromium (test/renderer/translated.browser.test.ts).
  test('keeps the words where the next page finds them', async () => {
    const store = () => notebook.outputs().locator('body');
    await store().evaluate(() => localStorage.setItem('of the page before', 'kept'));
    await session.workbench.save(`${session.workspace}/ranked.ipynb`);
    await session.workbench.reload();
    notebook = await session.workbench.activeNotebook();
    await button('Columns').waitFor();
    expect(await store().evaluate(() => localStorage.getItem('of the page before'))).toBe('kept');
    const words = await store().evaluate(() => localStorage.getItem('intermediate-task-ranking.words'));
    expect(JSON.parse(words ?? 'null')).toEqual(wordsIn(language));
  });
});
