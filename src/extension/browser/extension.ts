import { commands, type ExtensionContext } from 'vscode';
import { insertTaskRankingCell } from '../commands/insert-task-ranking-cell.ts';
import { runAndGoOn } from '../commands/run-and-go-on.ts';
import { RecipeController } from '../notebook/recipe-controller.ts';
import { explainCell, explainInBrowser } from './explain-in-browser.ts';

// The extension in a browser without a machine behind it (vscode.dev, github.dev): one small file, without the engine and without Node.
// Saved rankings are shown by the renderer, which needs no extension host at all.

/** Commands that need the engine. */
const needEngine = [
  'rank',
  'rankHubDataset',
  'rankFrame',
  'openSample',
  'rankSample',
  'signIn',
  'signOut',
  'showLog',
  'restartEngine',
  'clearCachedEmbeddings',
  'refreshMaps',
  'prefetchMaps',
  'removeMaps',
  'filterMaps',
  'clearFilterOfMaps',
  'openMapOnHub',
  'makeMap',
  'rankWithMap',
  'publishMap',
  'openMapFolder',
];

/** Registers what works here, and for all else the reason why it does not. */
export function activate({ subscriptions }: ExtensionContext): void {
  subscriptions.push(
    new RecipeController(explainCell),
    commands.registerCommand('intermediateTaskRanker.insertTaskRankingCell', insertTaskRankingCell),
    commands.registerCommand('intermediateTaskRanker.runAndGoOn', runAndGoOn),
    ...needEngine.map((name) => commands.registerCommand(`intermediateTaskRanker.${name}`, explainInBrowser)),
  );
}
