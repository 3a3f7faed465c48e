/** What the stub of the API recorded. */
export interface Recorded {
  commands: Map<string, () => Promise<void>>;
  controllers: { executeHandler: (cells: readonly object[]) => Promise<void> }[];
  messages: { text: string; detail: string; buttons: string[] }[];
  executed: string[];
  outputs: object[];
  ended: (boolean | undefined)[];
}

/** The few parts of the API that the extension uses in a browser; `known`: commands that VS Code has, `picked`: the button that is clicked. */
export function stubVscode({ known = [], picked }: { known?: string[]; picked?: string } = {}): {
  vscode: object;
  recorded: Recorded;
} {
  const recorded: Recorded = {
    commands: new Map(),
    controllers: [],
    messages: [],
    executed: [],
    outputs: [],
    ended: [],
  };
  const disposable = { dispose() {} };
  const show = async (text: string, ...rest: (string | { detail: string })[]) => {
    const detail = rest.map((part) => (typeof part === 'string' ? '' : part.detail)).join('');
    recorded.messages.push({ text, detail, buttons: rest.filter((part) => typeof part === 'string') });
    return picked;
  };
  const execution = (cell: object) => ({
    cell,
    token: { isCancellationRequested: false },
    start() {},
    end: (success: boolean | undefined) => recorded.ended.push(success),
    replaceOutput: async (outputs: object[]) => void recorded.outputs.push(...outputs),
  });
  const vscode = {
    commands: {
      registerCommand: (name: string, run: () => Promise<void>) => recorded.commands.set(name, run) && disposable,
      getCommands: async () => known,
      executeCommand: async (name: string) => void recorded.executed.push(name),
    },
    l10n: { t: (text: string) => text },
    notebooks: {
      createNotebookController: () => {
        const controller = { createNotebookCellExecution: execution, executeHandler: async () => {} };
        recorded.controllers.push(controller);
        return controller;
      },
    },
    window: { showWarningMessage: show, showInformationMessage: show, showErrorMessage: show },
    workspace: { notebookDocuments: [], onDidOpenNotebookDocument: () => disposable },
    NotebookControllerAffinity: { Preferred: 2 },
    NotebookCellOutput: class {
      items: object[];
      constructor(items: object[]) {
        this.items = items;
      }
    },
    NotebookCellOutputItem: { error: (error: object) => error },
  };
  return { vscode, recorded };
}
