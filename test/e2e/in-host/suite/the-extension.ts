import { join } from 'node:path';
import { type Extension, extensions, Uri, workspace } from 'vscode';
import * as z from 'zod';

/** Id of the extension under test. */
export const extensionId = 'intermediate-tasks.intermediate-task-ranker';

/** The extension under test. @throws Error where VS Code does not know it */
export function theExtension(): Extension<unknown> {
  const extension = extensions.getExtension(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not installed`);
  return extension;
}

/** The part of package.json that the tests compare with what is there. */
const manifest = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), z.unknown()) }),
  }),
});

/** What the extension's package.json says that it adds to VS Code. */
export function promised(): z.infer<typeof manifest>['contributes'] {
  return manifest.parse(theExtension().packageJSON).contributes;
}

/** A file of the folder that is open. */
export function fileOf(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.file(join(folder.uri.fsPath, name));
}
