import { type Disposable, l10n, NotebookCellStatusBarAlignment, NotebookCellStatusBarItem, notebooks } from 'vscode';

/** What every cell has that fine-tunes and saves its model; the command reads the rest. */
const fineTunes = /^BASE_MODEL = [\s\S]*^SAVE_TO = /m;

/** Offers, at the end of each cell that fine-tunes, to make a map of the model that it saves. */
export function offerMap(notebookType: string, command: string): Disposable {
  return notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    provideCellStatusBarItems: (cell) => {
      if (cell.document.languageId !== 'python' || !fineTunes.test(cell.document.getText())) return [];
      const title = l10n.t('Make an Embedding Space Map…');
      const text = `$(symbol-function) ${title}`;
      const item = new NotebookCellStatusBarItem(text, NotebookCellStatusBarAlignment.Right);
      item.tooltip = l10n.t('Others can rank with the map of what this fine-tuning changed, without its model.');
      item.accessibilityInformation = { label: title, role: 'button' };
      item.command = { command, title, arguments: [cell] };
      return [item];
    },
  });
}
