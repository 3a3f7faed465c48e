import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotebookCellData, NotebookCellKind, NotebookData, NotebookRange, Uri, window, workspace } from 'vscode';
import { insertRanking } from '../../../../src/extension/data-frames/insert-ranking.ts';
import { rankingDocument, rankingMime } from '../../../../src/ranking/document.ts';
import { outputOf } from './run-cell.ts';

/** Where the ranking of a DataFrame comes to stand. The kernel's side is tried in test/extension/data-frames. */
export function dataFrames(): void {
  suite('the ranking of a DataFrame', () => {
    test('is the output of a new cell below the selected one, in a notebook of another kernel', async () => {
      const ranking = rankingDocument.parse(JSON.parse(readFileSync(process.env.ITR_EXPECTED_RANKING ?? '', 'utf8')));
      const ranked = { name: 'frame', ranking, pictures: [] };
      const cells = ['frame = 1', 'after = 2'].map(
        (source) => new NotebookCellData(NotebookCellKind.Code, source, 'python'),
      );
      const data = new NotebookData(cells);
      data.metadata = { metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } } };
      const notebook = await workspace.openNotebookDocument('jupyter-notebook', data);
      await window.showNotebookDocument(notebook, { selections: [new NotebookRange(0, 1)] });
      await insertRanking(notebook, notebook.cellAt(0), ranked);
      const sources = notebook.getCells().map(({ document }) => document.getText());
      assert.deepEqual(sources, ['frame = 1', '# Intermediate tasks for frame: description → use', 'after = 2']);
      assert.equal(notebook.cellAt(1).document.languageId, 'python');
      const shown = outputOf(notebook.cellAt(1));
      assert.deepEqual(Object.keys(shown).slice(1), ['text/html', 'text/markdown', 'text/plain']);
      assert.match(String(shown['text/plain']), /debian-packages\/use/);
    });

    test('is in a new notebook where its own is gone', async () => {
      const ranking = rankingDocument.parse(JSON.parse(readFileSync(process.env.ITR_EXPECTED_RANKING ?? '', 'utf8')));
      const gone = { uri: Uri.file(join(tmpdir(), 'itr-gone/gone.ipynb')), cellCount: 0 };
      await insertRanking(gone, undefined, { name: 'frame', ranking, pictures: [] });
      const shown = window.activeNotebookEditor?.notebook;
      assert.equal(shown?.isUntitled, true);
      // Their data cannot be read here: the editor gives what a notebook was opened with in another form.
      const mimes = shown.cellAt(0).outputs.flatMap(({ items }) => items.map(({ mime }) => mime));
      assert.deepEqual(mimes, [rankingMime, 'text/html', 'text/markdown', 'text/plain']);
    });
  });
}
