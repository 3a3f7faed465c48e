import {
  commands,
  type ExtensionContext,
  languages,
  type NotebookCell,
  type NotebookCellExecution,
  type TextDocument,
  workspace,
} from 'vscode';
import { registerAssistant } from './assistant/register-assistant.ts';
import { EsmTree } from './esm-view/esm-tree.ts';
import { offerMap } from './make-map/offer-map.ts';
import { isVirtualWorkspace } from './notebook/is-virtual-workspace.ts';
import { offerWholeMaps } from './notebook/offer-whole-maps.ts';
import { RecipeController } from './notebook/recipe-controller.ts';
import { notebookType } from './notebook/recipe-notebook.ts';
import { recipeCells } from './recipe-language/recipe-cells.ts';
import { listenToRenderer } from './renderer-link/renderer-link.ts';
import type { Services } from './services.ts';

/** Made by the first thing that needs them; null until then. */
let services: Promise<Services> | null = null;

/**
 * Tells VS Code what there is. Everything behind it (the parser, the engine's client, the schemas) is loaded with the first use, so
 * that opening a notebook of somebody else costs next to nothing. In a workspace that is not trusted nothing runs until it is.
 */
export function activate(context: ExtensionContext): void {
  const load = () => {
    services ??= import('./services.ts').then(({ createServices }) => createServices(context));
    return services;
  };
  context.subscriptions.push(
    listenToRenderer(context.workspaceState),
    commands.registerCommand(insertCell, insertTaskRankingCell),
    commands.registerCommand(runAndGoOn, async () => (await import('./commands/run-and-go-on.ts')).runAndGoOn()),
  );
  if (workspace.isTrusted) register(context, load);
  else context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => register(context, load)));
}

/** Only puts text into a notebook, so it needs neither the services nor trust. */
const insertCell = 'intermediateTaskRanker.insertTaskRankingCell';

/** Runs a cell, as Shift+Enter does elsewhere; needs no services either. */
const runAndGoOn = 'intermediateTaskRanker.runAndGoOn';

async function insertTaskRankingCell(): Promise<void> {
  const command = await import('./commands/insert-task-ranking-cell.ts');
  await command.insertTaskRankingCell();
}

function register({ subscriptions }: ExtensionContext, load: () => Promise<Services>): void {
  const command = (name: string, run: (services: Services, argument: unknown) => unknown) =>
    commands.registerCommand(`intermediateTaskRanker.${name}`, async (argument: unknown) =>
      run(await load(), argument),
    );
  subscriptions.push(
    command('rank', (loaded, clicked) => loaded.rank(clicked)),
    command('rankHubDataset', (loaded) => loaded.rankHubDataset()),
    command('rankFrame', (loaded) => loaded.rankFrame()),
    command('makeMap', (loaded, clicked) => loaded.makeMap(clicked)),
    command('openSample', (loaded) => loaded.openSample()),
    command('rankSample', (loaded) => loaded.rankSample()),
    command('signIn', (loaded) => loaded.signIn()),
    command('signOut', (loaded) => loaded.signOut()),
    command('showLog', (loaded) => loaded.showLog()),
    command('restartEngine', (loaded) => loaded.restartEngine()),
    command('clearCachedEmbeddings', (loaded) => loaded.clearCachedEmbeddings()),
    new EsmTree(async () => (await load()).esmView),
    command('refreshMaps', (loaded) => loaded.esmView.refresh()),
    command('prefetchMaps', (loaded, clicked) => loaded.esmView.prefetch(clicked)),
    command('removeMaps', (loaded, clicked) => loaded.esmView.remove(clicked)),
    command('filterMaps', (loaded) => loaded.esmView.askFilter()),
    command('clearFilterOfMaps', (loaded) => loaded.esmView.filter('')),
    command('openMapOnHub', (loaded, clicked) => loaded.esmView.openOnHub(clicked)),
    command('rankWithMap', (loaded, clicked) => loaded.mapCommands.rank(clicked)),
    command('publishMap', (loaded, clicked) => loaded.mapCommands.publish(clicked)),
    command('openMapFolder', (loaded, clicked) => loaded.mapCommands.openFolder(clicked)),
  );
  if (isVirtualWorkspace()) subscriptions.push(new RecipeController(explainNoDisk));
  else {
    registerOnDisk(subscriptions, load);
    subscriptions.push(...registerAssistant(load));
  }
}

/** Says why a cell cannot be run here. */
async function explainNoDisk(execution: NotebookCellExecution): Promise<boolean> {
  const explanation = await import('./notebook/explain-no-disk.ts');
  return explanation.explainNoDisk(execution);
}

/** Only of a cell that offers it, so it is no command of the palette. */
const lookAtAll = 'intermediateTaskRanker.lookAtAllWhole';

/** What needs files on a disk: the kernel and the language features of recipes, and models in folders. */
function registerOnDisk(subscriptions: ExtensionContext['subscriptions'], load: () => Promise<Services>): void {
  subscriptions.push(
    new RecipeController(async (execution) => (await load()).runRecipe(execution)),
    offerMap(notebookType, 'intermediateTaskRanker.makeMap'),
    offerWholeMaps(lookAtAll),
    commands.registerCommand(lookAtAll, async (cell: NotebookCell) =>
      (await import('./notebook/look-at-all-whole.ts')).lookAtAllWhole(cell),
    ),
    languages.registerCompletionItemProvider(
      recipeCells,
      {
        provideCompletionItems: async (document, position, token) =>
          (await load()).completion.provideCompletionItems(document, position, token),
      },
      ...[' ', ':', '[', ','],
    ),
    languages.registerHoverProvider(recipeCells, {
      provideHover: async (document, position) => (await load()).hover.provideHover(document, position),
    }),
    languages.registerCodeActionsProvider(recipeCells, {
      provideCodeActions: async (document, range, context) =>
        (await load()).fixes.provideCodeActions(document, range, context),
    }),
    // Diagnostics come without being asked for: as soon as there is a cell that may hold a recipe.
    workspace.onDidOpenTextDocument((document) => mayBeRecipe(document) && void load()),
  );
  if (workspace.textDocuments.some(mayBeRecipe)) void load();
  void watchModels(subscriptions);
}

function mayBeRecipe(document: TextDocument): boolean {
  return languages.match(recipeCells, document) > 0;
}

/** The Explorer offers to make a map on folders that hold a model: until there is one, nothing is loaded for it. */
async function watchModels(subscriptions: ExtensionContext['subscriptions']): Promise<void> {
  const pattern = '**/model*.safetensors';
  const watcher = workspace.createFileSystemWatcher(pattern, false, true, true);
  let hasBegun = false;
  const begin = async () => {
    if (hasBegun) return;
    hasBegun = true;
    watcher.dispose();
    const { watchModelFolders } = await import('./local-models/model-folder-context.ts');
    subscriptions.push(watchModelFolders());
  };
  subscriptions.push(watcher, watcher.onDidCreate(begin));
  if ((await workspace.findFiles(pattern, '**/node_modules/**', 1)).length > 0) await begin();
}

/** Ends the engine's process; the editor waits for it. */
export async function deactivate(): Promise<void> {
  await (await services)?.dispose();
}
