import { basename, join } from 'node:path';
import { Uri, workspace } from 'vscode';
import { isThere } from './dataset-folder.ts';

/** Characters that some system allows in no file name, and what a person would see as one with them. */
const notInNames = /[\\/:*?"<>|#%\s]+/g;

/**
 * An address for an unsaved notebook, whose name is the one that saving proposes: that of what is ranked, with `kind` and a number where
 * there is such a notebook already.
 *
 * @param subject a path, `hf:owner/name`, or any other name
 * @param kind `ranking`, or `map`
 */
export async function untitledNotebook(subject: string, kind: string): Promise<Uri> {
  const stem = `${stemOf(subject)}.${kind}`;
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? `${stem}.ipynb` : `${stem}-${number}.ipynb`;
    if (!(await isTaken(path))) return Uri.from({ scheme: 'untitled', path });
  }
}

/** `package-use` of `data/package-use.csv.gz`, `owner-name` of `hf:owner/name`. */
export function stemOf(subject: string): string {
  const id = /^hf:(?:\/\/datasets\/)?(.+)$/i.exec(subject)?.[1];
  const name = id ?? basename(subject.replaceAll('\\', '/')).replace(/(?<=.)(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
  const parts = name.split(notInNames).filter((part) => part !== '');
  const stem = parts.join('-').replace(/^\.+/, '').slice(0, 100);
  return stem === '' ? 'dataset' : stem;
}

async function isTaken(name: string): Promise<boolean> {
  if (workspace.notebookDocuments.some(({ uri }) => basename(uri.path) === name)) return true;
  const [folder] = workspace.workspaceFolders ?? [];
  return folder?.uri.scheme === 'file' && (await isThere(join(folder.uri.fsPath, name)));
}
