import type { ExtensionContext, NotebookCellExecution } from 'vscode';
import type { EditorAssistant } from './assistant/editor-assistant.ts';
import { BackgroundEngine } from './background-engine.ts';
import { clearCachedEmbeddings, restartEngine } from './commands/engine-commands.ts';
import { openSample } from './commands/open-sample.ts';
import { rankSample } from './commands/rank-sample.ts';
import { rankFrame } from './data-frames/rank-frame.ts';
import { EsmView } from './esm-view/esm-view.ts';
import { rankHubDataset } from './hub-datasets/rank-hub-dataset.ts';
import { HubToken } from './hub-token.ts';
import { Log } from './log.ts';
import { MadeMaps } from './made-maps/made-maps.ts';
import { MapCommands } from './made-maps/map-commands.ts';
import { makeMap } from './make-map/make-map.ts';
import { pictureDrawer } from './notebook/picture-drawer.ts';
import { plotDrawer } from './notebook/plot-drawer.ts';
import type { Success } from './notebook/run-facts.ts';
import { runRecipe } from './notebook/run-recipe.ts';
import { rankFile } from './rank-command/rank-command.ts';
import { RememberedAnswers } from './rank-command/remembered-answers.ts';
import { BaseModels } from './recipe-language/base-models.ts';
import { DatasetParts } from './recipe-language/dataset-parts.ts';
import { Inspections } from './recipe-language/inspections.ts';
import { RecipeCompletion } from './recipe-language/recipe-completion.ts';
import { RecipeDiagnostics } from './recipe-language/recipe-diagnostics.ts';
import { RecipeFixes } from './recipe-language/recipe-fixes.ts';
import { RecipeHover } from './recipe-language/recipe-hover.ts';
import { showingProblems } from './show-problem.ts';

/** What stands behind the commands, the kernel and the language features. */
export interface Services {
  runRecipe(execution: NotebookCellExecution): Promise<Success>;
  completion: RecipeCompletion;
  hover: RecipeHover;
  fixes: RecipeFixes;
  /** @param clicked what VS Code passes to a command: the file that was clicked, or nothing */
  rank(clicked: unknown): Promise<void>;
  rankHubDataset(): Promise<void>;
  rankFrame(): Promise<void>;
  /** @param clicked the folder of a model, or a cell that fine-tunes one; or nothing */
  makeMap(clicked: unknown): Promise<void>;
  openSample(): Promise<void>;
  rankSample(): Promise<void>;
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  showLog(): void;
  restartEngine(): Promise<void>;
  clearCachedEmbeddings(): Promise<void>;
  /** What an assistant may call. */
  assistant(): Promise<EditorAssistant>;
  esmView: EsmView;
  mapCommands: MapCommands;
  dispose(): Promise<void>;
}

/** Makes the parts and gives each what it needs. The engine's process is not started by this. */
export function createServices(context: ExtensionContext): Services {
  const log = new Log();
  const token = new HubToken(context.secrets);
  const background = new BackgroundEngine(context.extensionUri, token, log);
  const engine = background.client;
  const inspections = new Inspections(engine);
  const models = new BaseModels(engine);
  background.onDidRenew(() => models.forget());
  const madeMaps = new MadeMaps(context.globalState);
  const esmView = new EsmView(engine, log, madeMaps);
  const diagnostics = new RecipeDiagnostics(inspections);
  const remembered = new RememberedAnswers(context.workspaceState, context.globalState);
  const rankServices = { engine, inspections, models, remembered, extensionId: context.extension.id };
  const publishServices = { engine, state: context.globalState };
  let assistant: Promise<EditorAssistant> | null = null;
  return {
    runRecipe: (execution) =>
      runRecipe(execution, { engine, log, madeMaps, drawPlots: plotDrawer(context.extensionUri), marks: diagnostics }),
    completion: new RecipeCompletion(inspections, models, new DatasetParts(engine)),
    hover: new RecipeHover(inspections, models),
    fixes: new RecipeFixes(diagnostics),
    rank: (clicked) => showingProblems(log, () => rankFile(clicked, rankServices)),
    rankHubDataset: () => showingProblems(log, () => rankHubDataset(rankServices)),
    rankFrame: () =>
      showingProblems(log, () =>
        rankFrame({ ...rankServices, drawPictures: pictureDrawer(plotDrawer(context.extensionUri), log) }),
      ),
    makeMap: (clicked) => showingProblems(log, () => makeMap(clicked, rankServices)),
    openSample: () => openSample(context.extensionUri),
    rankSample: () => showingProblems(log, () => rankSample(context.extensionUri, rankServices)),
    signIn: () => token.signIn(),
    signOut: () => token.signOut(),
    showLog: () => log.show(),
    restartEngine: () => restartEngine(engine, log),
    clearCachedEmbeddings: () => showingProblems(log, () => clearCachedEmbeddings(engine)),
    assistant: () => {
      assistant ??= import('./assistant/editor-assistant.ts').then(
        (loaded) => new loaded.EditorAssistant({ context, engine, token, log }),
      );
      return assistant;
    },
    esmView,
    mapCommands: new MapCommands(madeMaps, rankServices, publishServices, log),
    async dispose() {
      madeMaps.dispose();
      esmView.dispose();
      diagnostics.dispose();
      await background.dispose();
      log.dispose();
    },
  };
}
