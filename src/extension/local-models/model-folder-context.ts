import { commands, type Disposable, workspace } from 'vscode';
import { findLanguageModels, weightFiles } from './find-model-folders.ts';

/** Name of the context that menus of package.json ask: the paths of the folders that hold a language model. */
const context = 'intermediateTaskRanker.modelFolders';

/** Saving a model writes several files one after the other. */
const restMs = 500;

/** Tells the menus which folders of the workspace hold a language model, now and whenever one comes or goes. */
export function watchModelFolders(): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    const folders = (await findLanguageModels()).map(({ folder }) => folder);
    await commands.executeCommand('setContext', context, folders);
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), restMs);
  };
  const watchers = [weightFiles, '**/config.json'].map((pattern) => {
    const watcher = workspace.createFileSystemWatcher(pattern, false, true, false);
    watcher.onDidCreate(schedule);
    watcher.onDidDelete(schedule);
    return watcher;
  });
  void tell();
  return {
    dispose() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.dispose();
    },
  };
}
