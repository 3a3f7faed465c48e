import { commands, env, l10n, type Memento, type NotebookDocument, type NotebookEditor, workspace } from 'vscode';
import {
  type MessageFromRenderer,
  type MessageToRenderer,
  messageFromRenderer,
  type RendererAction,
  rendererAction,
} from '../../ranking/renderer-messages.ts';
import { editorVoice as voice } from '../voice.ts';
import { insertFineTuningCell } from './insert-fine-tuning-cell.ts';
import { KeptViews } from './kept-views.ts';
import { findRanking, rankingsInCells } from './rankings-in-cells.ts';
import { saveRendererFile } from './save-renderer-file.ts';

type Request = Exclude<Extract<MessageFromRenderer, { request: number }>, { type: 'read-ranking' }>;

/**
 * Does what the renderer asks for: saves a file, copies, inserts a cell, takes a next step with a map, keeps the views, reads a ranking. Returns what to answer; nothing where the
 * message is none of the renderer's.
 */
export async function answerRenderer(
  received: unknown,
  editor: NotebookEditor,
  state: Memento,
): Promise<MessageToRenderer[]> {
  const { data: message } = messageFromRenderer.safeParse(received);
  if (message === undefined) return [];
  const notebook = editor.notebook.uri.toString();
  const kept = new KeptViews(state);
  switch (message.type) {
    case 'hello':
      return [
        ...wordsOfEditor(),
        ...viewsOf(kept, notebook),
        { type: 'actions', actions: offeredActions() },
        tellRankings(editor.notebook),
      ];
    case 'keep-views':
      await kept.keep(notebook, message.views);
      return [];
    case 'read-ranking': {
      const document = findRanking(editor.notebook.getCells(), message);
      return [{ type: 'ranking', request: message.request, document }];
    }
    default:
      return [await replyTo(message, editor)];
  }
}

/** Which rankings the notebook has, for the renderer, which knows only those that were scrolled to. */
export function tellRankings(notebook: NotebookDocument): MessageToRenderer {
  return { type: 'rankings', rankings: rankingsInCells(notebook.getCells()).map(({ identity }) => identity) };
}

/** The next steps with a map, and the commands that take them, which run in a trusted workspace only. */
const mapCommands = {
  'rank-with-map': 'intermediateTaskRanker.rankWithMap',
  'publish-map': 'intermediateTaskRanker.publishMap',
  'open-map-folder': 'intermediateTaskRanker.openMapFolder',
};

function offeredActions(): RendererAction[] {
  return rendererAction.options.filter((action) => workspace.isTrusted || !Object.hasOwn(mapCommands, action));
}

/** A web page has no `vscode.l10n`. All sentences are sent, also those that only the extension says: which are which nobody would keep up to date, and they take 2 ms. */
function wordsOfEditor(): MessageToRenderer[] {
  return l10n.bundle === undefined ? [] : [{ type: 'words', language: env.language, sentences: l10n.bundle }];
}

function viewsOf(kept: KeptViews, notebook: string): MessageToRenderer[] {
  const views = kept.of(notebook);
  return views === undefined ? [] : [{ type: 'views', views }];
}

async function replyTo(message: Request, editor: NotebookEditor): Promise<MessageToRenderer> {
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
    case 'rank-with-map':
    case 'publish-map':
    case 'open-map-folder':
      await commands.executeCommand(mapCommands[message.type], message.map);
      return '';
  }
}
