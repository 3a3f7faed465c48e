import { type Disposable, type Memento, notebooks } from 'vscode';

/** Id of the renderer in package.json. */
const rendererId = 'intermediate-task-ranking';

/**
 * Answers the notebook renderer, which asks for what a web page may not do. What answers is loaded with the first message.
 *
 * @param state where the views of notebooks are kept
 */
export function listenToRenderer(state: Memento): Disposable {
  const messaging = notebooks.createRendererMessaging(rendererId);
  return messaging.onDidReceiveMessage(async ({ editor, message }) => {
    const { answerRenderer } = await import('./answer-renderer.ts');
    for (const answer of await answerRenderer(message, editor, state)) await messaging.postMessage(answer, editor);
  });
}
