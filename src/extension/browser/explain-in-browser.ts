import { commands, l10n, type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem, window } from 'vscode';

/** Command of VS Code that offers other places to work in: a clone on this machine, a codespace. It is not there everywhere. */
const continueElsewhere = 'workbench.editSessions.actions.continueEditSession';

function reason(): string {
  return l10n.t(
    'Ranking cannot run in the browser: it runs a language model over your texts with native code, and keeps models in a cache on disk. Open this folder in VS Code on your computer, over Remote-SSH or a tunnel, or in a codespace. Saved rankings are shown here as everywhere.',
  );
}

/** Says why the command that was run cannot work in the browser, and what to do instead. */
export async function explainInBrowser(): Promise<void> {
  const canContinue = (await commands.getCommands()).includes(continueElsewhere);
  const button = l10n.t('Continue Working On…');
  const picked = await window.showWarningMessage(reason(), ...(canContinue ? [button] : []));
  if (picked === button) await commands.executeCommand(continueElsewhere);
}

/** Puts the same into the output of a recipe cell that was run. A ranking that the cell shows already stays. */
export async function explainCell(execution: NotebookCellExecution): Promise<boolean> {
  const item = NotebookCellOutputItem.error({ name: l10n.t('Not in the browser'), message: reason(), stack: '' });
  if (execution.cell.outputs.length === 0) await execution.replaceOutput([new NotebookCellOutput([item])]);
  else void window.showWarningMessage(reason());
  return false;
}
