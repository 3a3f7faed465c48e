import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  type NotebookDocument,
  NotebookEdit,
  NotebookRange,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type RankingDocument, rankingDocument, rankingMime } from '../../../../src/ranking/document.ts';
import { waitUntil } from '../../pages/wait-until.ts';
import { outputOf, runCell } from './run-cell.ts';
import { fileOf } from './the-extension.ts';

/** From a recipe cell to a saved ranking. The tests follow each other. */
export function kernel(): void {
  suite('the kernel', () => {
    let notebook: NotebookDocument;

    test('ranks as the command line does', async () => {
      notebook = await workspace.openNotebookDocument(fileOf('ranking.ipynb'));
      assert.equal(await runCell(notebook, 0), true);
      const output = outputOf(notebook.cellAt(0));
      assert.deepEqual(Object.keys(output), [rankingMime, 'text/html', 'text/markdown', 'text/plain']);
      assertSameRanking(rankingOf(notebook));
    });

    test('shows a wrong recipe as an error, without a ranking', async () => {
      const wrong = await workspace.openNotebookDocument(fileOf('wrong.ipynb'));
      assert.equal(await runCell(wrong, 0), false);
      const items = wrong.cellAt(0).outputs.flatMap((output) => output.items);
      assert.deepEqual(
        items.map(({ mime }) => mime),
        ['application/vnd.code.notebook.error', 'text/html'],
      );
      const [error, places] = items.map(({ data }) => new TextDecoder().decode(data));
      assert.match(error ?? '', /no column \\"descriptoin\\"/);
      assert.match(places ?? '', /vscode-notebook-cell:\?execution_count=\d+&amp;line=3.*\.\/package-use\.csv/);
      assert.doesNotMatch(places ?? '', new RegExp(RegExp.escape(fileOf('').fsPath)));
    });

    test('Shift+Enter in the last cell adds none below it', async () => {
      const wrong = await workspace.openNotebookDocument(fileOf('wrong.ipynb'));
      const editor = await window.showNotebookDocument(wrong);
      const runs = wrong.cellAt(0).executionSummary?.executionOrder;
      editor.selection = new NotebookRange(0, 1);
      await commands.executeCommand('intermediateTaskRanker.runAndGoOn');
      await waitUntil('another run', () => {
        const summary = wrong.cellAt(0).executionSummary;
        return summary?.executionOrder !== runs && summary?.success === false;
      });
      assert.equal(wrong.cellCount, 1);
    });

    test('what is saved comes back with its languages, kernel and ranking', async () => {
      await insertPythonCell(notebook);
      assert.equal(await notebook.save(), true);
      // Under another name: VS Code keeps an opened document for minutes, and would not read the file again.
      await workspace.fs.copy(notebook.uri, fileOf('saved.ipynb'));
      const reopened = await workspace.openNotebookDocument(fileOf('saved.ipynb'));
      assert.deepEqual(
        reopened.getCells().map(({ document }) => document.languageId),
        ['yaml', 'python'],
      );
      assert.equal(reopened.metadata.metadata.kernelspec.name, 'intermediate-task-ranking');
      assertSameRanking(rankingOf(reopened));
    });
  });
}

/** What the command line made of the same recipe; the launcher wrote it down. */
function expectedRanking(): RankingDocument {
  return rankingDocument.parse(JSON.parse(readFileSync(process.env.ITR_EXPECTED_RANKING ?? '', 'utf8')));
}

function assertSameRanking({ tasks, baseline, target, partial }: RankingDocument): void {
  const expected = expectedRanking();
  assert.equal(partial, false);
  assert.equal(tasks.length, 33);
  assert.deepEqual(
    { tasks, baseline, target },
    { tasks: expected.tasks, baseline: expected.baseline, target: expected.target },
  );
}

function rankingOf(notebook: NotebookDocument): RankingDocument {
  return rankingDocument.parse(JSON.parse(outputOf(notebook.cellAt(0))[rankingMime] ?? ''));
}

async function insertPythonCell(notebook: NotebookDocument): Promise<void> {
  const edit = new WorkspaceEdit();
  const cell = new NotebookCellData(NotebookCellKind.Code, 'print("next step")', 'python');
  edit.set(notebook.uri, [NotebookEdit.insertCells(1, [cell])]);
  assert.equal(await workspace.applyEdit(edit), true);
}
