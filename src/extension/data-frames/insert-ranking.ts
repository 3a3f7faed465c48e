import {
  type NotebookCell,
  NotebookCellData,
  NotebookCellKind,
  NotebookCellOutput,
  NotebookData,
  type NotebookDocument,
  NotebookEdit,
  NotebookRange,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { pythonComment } from '../../fine-tuning/python-literal.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { SavedPicture } from '../../ranking/export/html.ts';
import { rankingItems } from '../notebook/cell-display.ts';
import { editorVoice as voice } from '../voice.ts';

/** The ranking of a frame. */
interface RankedFrame {
  /** Of the frame's variable. */
  name: string;
  ranking: RankingDocument;
  /** Its plots, for where the notebook is read without this extension. */
  pictures: readonly SavedPicture[];
}

/**
 * Puts a ranking below a cell: as the output of a new cell whose source is a comment that says what it is of. While it was made, cells may
 * have come and gone: at the end, where that one is no more. Where the notebook cannot be changed (it is gone, or read-only), in a new one.
 *
 * @param above the cell; undefined: at the end
 */
export async function insertRanking(
  notebook: Pick<NotebookDocument, 'uri' | 'cellCount'>,
  above: NotebookCell | undefined,
  ranked: RankedFrame,
): Promise<void> {
  const place = above !== undefined && above.index >= 0 ? above.index + 1 : notebook.cellCount;
  const cell = cellOf(ranked);
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (await isApplied(edit)) return reveal(notebook.uri, place);
  await window.showNotebookDocument(await workspace.openNotebookDocument('jupyter-notebook', new NotebookData([cell])));
  void window.showWarningMessage(voice.say('The notebook cannot be changed: the ranking is in a new one.'));
}

/** An edit of what cannot be opened any more is an error. */
async function isApplied(edit: WorkspaceEdit): Promise<boolean> {
  try {
    return await workspace.applyEdit(edit);
  } catch {
    return false;
  }
}

function reveal(uri: Uri, place: number): void {
  const shown = window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri.toString());
  shown?.revealRange(new NotebookRange(place, place + 1));
}

function cellOf({ name, ranking, pictures }: RankedFrame): NotebookCellData {
  const { textColumns, labelColumn } = ranking.target;
  const title = voice.say('Intermediate tasks for {0}', name);
  const source = `# ${pythonComment(`${title}: ${textColumns.join(' + ')} → ${labelColumn}`)}`;
  const cell = new NotebookCellData(NotebookCellKind.Code, source, 'python');
  cell.outputs = [new NotebookCellOutput(rankingItems(ranking, undefined, pictures))];
  return cell;
}
