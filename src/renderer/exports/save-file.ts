import type { Translate } from '../../ranking/sentences/translate.ts';
import type { ExtensionLink, Outcome } from '../extension-link.ts';

/** A file to save. */
export interface SavedFile {
  /** Proposed name, without a folder. */
  name: string;
  mime: string;
  content: string | Blob;
}

/**
 * Saves a file: the extension asks where; without the extension the page offers a download, for which VS Code asks too.
 *
 * @param near an element of the output, in which the link for the download lives for a moment
 */
export async function saveFile(
  file: SavedFile,
  extension: ExtensionLink,
  near: Element,
  say: Translate,
): Promise<Outcome> {
  if (extension.actions.get().has('save')) return extension.request({ type: 'save', ...(await encoded(file)) });
  const blob = file.content instanceof Blob ? file.content : new Blob([file.content], { type: file.mime });
  const address = URL.createObjectURL(blob);
  const link = near.ownerDocument.createElement('a');
  link.href = address;
  link.download = file.name;
  near.append(link);
  link.click();
  link.remove();
  // The download has begun by then; without this the page would keep the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { ok: true, outcome: say('Saving {0}.', file.name) };
}

async function encoded({ name, mime, content }: SavedFile) {
  if (typeof content === 'string') return { name, mime, encoding: 'text' as const, content };
  return { name, mime, encoding: 'base64' as const, content: await base64(content) };
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
