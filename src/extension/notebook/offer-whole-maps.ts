import {
  type Disposable,
  l10n,
  type NotebookCell,
  NotebookCellStatusBarAlignment,
  NotebookCellStatusBarItem,
  notebooks,
} from 'vscode';
import { rankingMime } from '../../ranking/format-names.ts';
import { notebookType, recipeLanguage } from './recipe-notebook.ts';

/** As the ranking of a cell says it, where some of its maps were only looked at. */
const someLookedAt = /"lookedAt":[1-9]/;

/** Offers, at the end of a cell whose ranking holds maps that were only looked at, to look at all of them whole. */
export function offerWholeMaps(command: string): Disposable {
  return notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    provideCellStatusBarItems: (cell) => {
      if (cell.document.languageId !== recipeLanguage || !hasOnlyLookedAt(cell)) return [];
      const title = l10n.t('Look at All Maps Whole');
      const item = new NotebookCellStatusBarItem(`$(cloud-download) ${title}`, NotebookCellStatusBarAlignment.Right);
      item.tooltip = l10n.t('Sets "look: all" in the recipe and runs it: what is there already is not fetched again.');
      item.accessibilityInformation = { label: title, role: 'button' };
      item.command = { command, title, arguments: [cell] };
      return [item];
    },
  });
}

function hasOnlyLookedAt({ outputs }: NotebookCell): boolean {
  const items = outputs.flatMap((output) => output.items.filter(({ mime }) => mime === rankingMime));
  return items.some(({ data }) => someLookedAt.test(new TextDecoder().decode(data)));
}
