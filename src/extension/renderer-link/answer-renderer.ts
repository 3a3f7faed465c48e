import { env, type NotebookEditor } from 'vscode';
import {
  type MessageFromRenderer,
  type MessageToRenderer,
  messageFromRenderer,
  rendererAction,
} from '../../ranking/renderer-messages.ts';
import { editorVoice as voice } from '../voice.ts';
import { insertFineTuningCell } from './insert-fine-tuning-cell.ts';
import { saveRendererFile } from './save-renderer-file.ts';

type Request = Extract<MessageFromRenderer, { request: number }>;

/** Does what the renderer asks for: saves a file, copies, inserts a cell. Null where the message is none of the renderer's. */
export async function answerRenderer(received: unknown, editor: NotebookEditor): Promise<MessageToRenderer | null> {
  const { data: message } = messageFromRenderer.safeParse(received);
  if (message === undefined) return null;
  if (message.type === 'hello') return { type: 'actions', actions: rendererAction.options };
  const { request } = message;
  try {
    return { type: 'reply', request, ok: true, outcome: await perform(message, editor) };
  } catch (error) {
    return { type: 'reply', request, ok: false, outcome: error instanceof Error ? error.message : String(error) };
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
