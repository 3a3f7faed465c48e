import { commands, l10n, type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem, window } from 'vscode';

/** Command of VS Code that offers other places to work in: a clone on this machine, a codespace. It is not there everywhere. */
const continueElsewhere = 'workbench.editSessions.actions.continueEditSession';

/** What is not possible, and why and what to do instead. */
function explanation(): { headline: string; detail: string } {
  return {
    headline: l10n.t('Ranking cannot run in the browser.'),
    detail: l10n.t(
      'It runs a language model over your texts with native code, and keeps models in a cache on disk. Open this folder in VS Code on your computer, over Remote-SSH or a tunnel, or in a codespace. Saved rankings are shown here as everywhere.',
    ),
  };
}

/** Says why the command that was run cannot work in the browser, and what to do instead. A notification would be cut to one line. */
export async function explainInBrowser(): Promise<void> {
  const { headline, detail } = explanation();
  const canContinue = (await commands.getCommands()).includes(continueElsewhere);
  const button = l10n.t('Continue Working On…');
  const picked = await window.showWarningMessage(headline, { modal: true, detail }, ...(canContinue ? [button] : []));
  if (picked === button) await commands.executeCommand(continueElsewhere);
}

/** Puts the same into the output of a recipe cell that was run; where the cell shows something already, that stays. */
export async function explainCell(execution: NotebookCellExecution): Promise<boolean> {
  if (execution.cell.outputs.length > 0) {
    void explainInBrowser();
    return false;
  }
  const { headline, detail } = explanation();
  const item = NotebookCellOutputItem.error({
    name: l10n.t('Not ranked'),
    message: `${headline} ${detail}`,
    stack: '',
  });
  await execution.replaceOutput([new NotebookCellOutput([item])]);
  return false;
}
