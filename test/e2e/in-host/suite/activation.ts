import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { waitUntil } from '../../pages/wait-until.ts';
import { measure } from '../measured.ts';
import { activationTimes } from './activation-times.ts';
import { fileOf, theExtension } from './the-extension.ts';

/** That the extension sleeps until there is something for it to do. Must run first in its window. */
export function activation(): void {
  suite('activation', () => {
    test('does not happen when a window opens', () => {
      assert.equal(theExtension().isActive, false);
    });

    test('does not happen for files that may be datasets or YAML', async () => {
      for (const name of ['package-use.csv', 'package-size.jsonl', 'settings.yaml'])
        await window.showTextDocument(await workspace.openTextDocument(fileOf(name)), { preview: false });
      // What shall not come is given the time of a command that does come.
      await commands.executeCommand('workbench.action.closeAllEditors');
      assert.equal(theExtension().isActive, false);
    });

    test('happens when a notebook opens, whoever made it', async () => {
      await workspace.openNotebookDocument(fileOf('ranking.ipynb'));
      await waitUntil('the extension is active', () => theExtension().isActive);
    });

    test('is measured by VS Code itself', async () => {
      await measureActivation(theExtension().id);
    });
  });
}

/**
 * Hands the times of an extension that the notebook has activated to the launcher.
 *
 * @param prefix of the names of these numbers, for a window in which several extensions are measured
 */
export async function measureActivation(extension: string, prefix = ''): Promise<void> {
  const times = await waitUntil('times in the performance report', () => activationTimes(extension));
  assert.equal(times.event, 'onNotebook:jupyter-notebook');
  measure(`${prefix}load`, times.loadMs);
  measure(`${prefix}activate`, times.activateMs);
  measure(`${prefix}finish`, times.finishMs);
}
