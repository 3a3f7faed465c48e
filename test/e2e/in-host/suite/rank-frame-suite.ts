import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { commands, NotebookCellData, NotebookCellKind, NotebookData, window, workspace } from 'vscode';
import { rankingDocument, rankingMime } from '../../../../src/ranking/document.ts';
import { waitUntil } from '../../pages/wait-until.ts';
import { startMocha } from '../start-mocha.ts';
import { outputOf } from './run-cell.ts';

/** The whole command, beside the stand-in of the Jupyter extension. Each question is answered by what it proposes. */
export const run = () =>
  startMocha(() => {
    suite('Rank a DataFrame of This Notebook', () => {
      test('ranks a frame of the kernel below its cell, and leaves no file', async () => {
        const cell = new NotebookCellData(NotebookCellKind.Code, 'tickets = pandas.read_csv(file)', 'python');
        const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData([cell]));
        await window.showNotebookDocument(notebook);
        let isOver = false;
        const command = commands.executeCommand('intermediateTaskRanker.rankFrame').then(() => {
          isOver = true;
        });
        await waitUntil('the end of the command', async () => {
          await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          return isOver;
        });
        await command;
        assert.equal(notebook.cellCount, 2);
        const output = outputOf(notebook.cellAt(1));
        const ranking = rankingDocument.parse(JSON.parse(output[rankingMime] ?? 'null'));
        assert.match(output['text/html'] ?? '', /<svg|<img/);
        const { source, textColumns, labelColumn, rowsRead } = ranking.target;
        assert.deepEqual([source, textColumns, labelColumn, rowsRead], ['tickets', ['description'], 'use', 500]);
        assert.equal(ranking.tasks[0]?.taskId, 'debian-packages/use');
        assert.deepEqual(
          readdirSync(tmpdir()).filter((name) => name.startsWith('itr-frame-')),
          [],
        );
      });
    });
  });
