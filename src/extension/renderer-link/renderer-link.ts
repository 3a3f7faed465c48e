import { type Disposable, notebooks } from 'vscode';

/** Id of the renderer in package.json. */
const rendererId = 'intermediate-task-ranking';

/** Answers the notebook renderer, which asks for what a web page may not do. What answers is loaded with the first message. */
export function listenToRenderer(): Disposable {
  const messaging = notebooks.createRendererMessaging(rendererId);
  return messaging.onDidReceiveMessage(async ({ editor, message }) => {
    const { answerRenderer } = await import('./answer-renderer.ts');
    const answer = await answerRenderer(message, editor);
    if (answer !== null) await messaging.postMessage(answer, editor);
  });
}
