import { type Disposable, env, type NotebookEditor, type NotebookRendererMessaging, notebooks } from 'vscode';
import {
  type MessageFromRenderer,
  type MessageToRenderer,
  messageFromRenderer,
  rendererAction,
} from '../../ranking/renderer-messages.ts';
import { editorVoice as voice } from '../voice.ts';
import { insertFineTuningCell } from './insert-fine-tuning-cell.ts';
import { saveRendererFile } from './save-renderer-file.ts';

/** Id of the renderer in package.json. */
const rendererId = 'intermediate-task-ranking';

type Request = Extract<MessageFromRenderer, { request: number }>;

/** Does for the notebook renderer what a web page may not: save files, use the clipboard, insert cells. */
export class RendererLink implements Disposable {
  readonly #messaging: NotebookRendererMessaging = notebooks.createRendererMessaging(rendererId);
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = this.#messaging.onDidReceiveMessage(({ editor, message }) => this.#receive(editor, message));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #receive(editor: NotebookEditor, received: unknown): Promise<void> {
    const parsed = messageFromRenderer.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type === 'hello') return this.#send(editor, { type: 'actions', actions: rendererAction.options });
    const { request } = message;
    try {
      const outcome = await perform(message, editor);
      await this.#send(editor, { type: 'reply', request, ok: true, outcome });
    } catch (error) {
      const outcome = error instanceof Error ? error.message : String(error);
      await this.#send(editor, { type: 'reply', request, ok: false, outcome });
    }
  }

  async #send(editor: NotebookEditor, message: MessageToRenderer): Promise<void> {
    await this.#messaging.postMessage(message, editor);
  }
}

/** Does what was asked and says what was done; empty where the person changed their mind. */
async function perform(message: Request, editor: NotebookEditor): Promise<string> {
  switch (message.type) {
    case 'save':
      return saveRendererFile(message, editor.notebook);
    case 'copy':
      await env.clipboard.writeText(message.text);
      return voice.say('Copied.');
    case 'insert-fine-tuning-cell':
      return insertFineTuningCell(message, editor);
  }
}
