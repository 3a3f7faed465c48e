import {
  Disposable,
  type Memento,
  type NotebookDocument,
  type NotebookDocumentChangeEvent,
  notebooks,
  window,
  workspace,
} from 'vscode';

/** Id of the renderer in package.json. */
const rendererId = 'intermediate-task-ranking';

/**
 * Answers the notebook renderer, which asks for what a web page may not do, and tells it which rankings its notebook has. What answers is loaded with the
 * first message.
 *
 * @param state where the views of notebooks are kept
 */
export function listenToRenderer(state: Memento): Disposable {
  const messaging = notebooks.createRendererMessaging(rendererId);
  /** Notebooks in whose page the renderer is. */
  const shown = new WeakSet<NotebookDocument>();
  const answering = messaging.onDidReceiveMessage(async ({ editor, message }) => {
    shown.add(editor.notebook);
    const { answerRenderer } = await import('./answer-renderer.ts');
    for (const answer of await answerRenderer(message, editor, state)) await messaging.postMessage(answer, editor);
  });
  const telling = workspace.onDidChangeNotebookDocument(async (change) => {
    const { notebook } = change;
    if (!shown.has(notebook) || !mayChangeRankings(change)) return;
    const { tellRankings } = await import('./answer-renderer.ts');
    const rankings = tellRankings(notebook);
    for (const editor of window.visibleNotebookEditors.filter((each) => each.notebook === notebook))
      await messaging.postMessage(rankings, editor);
  });
  return Disposable.from(answering, telling);
}

/** While a cell runs its output changes all the time, and is large: it counts when the cell has run. */
function mayChangeRankings({ contentChanges, cellChanges }: NotebookDocumentChangeEvent): boolean {
  return (
    contentChanges.length > 0 ||
    cellChanges.some(
      ({ executionSummary, outputs }) => executionSummary?.success !== undefined || outputs?.length === 0,
    )
  );
}
