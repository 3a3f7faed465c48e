import { type NotebookDocument, Uri, window, workspace } from 'vscode';
import type { MessageFromRenderer } from '../../ranking/renderer-messages.ts';
import { candidateFolders } from '../notebook/dataset-folder.ts';
import { editorVoice as voice } from '../voice.ts';

/** Saves a file that the renderer made where the person chooses, and says where; empty where they chose nothing. */
export async function saveRendererFile(
  { name, encoding, content }: Extract<MessageFromRenderer, { type: 'save' }>,
  notebook: NotebookDocument,
): Promise<string> {
  const [folder] = candidateFolders(notebook.uri);
  // Only a name is proposed: a message from a page must not choose a folder.
  const plainName = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').replace(/^\.+/, '');
  const defaultUri = folder === undefined ? Uri.file(plainName) : Uri.joinPath(Uri.file(folder), plainName);
  const target = await window.showSaveDialog({ defaultUri });
  if (target === undefined) return '';
  await workspace.fs.writeFile(target, Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
  return voice.say('Saved {0}.', workspace.asRelativePath(target));
}
