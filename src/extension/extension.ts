import { type Disposable, type ExtensionContext, languages, workspace } from 'vscode';
import { BackgroundEngine } from './background-engine.ts';
import { registerEngineCommands } from './commands/engine-commands.ts';
import { registerOpenSample } from './commands/open-sample.ts';
import { Log } from './log.ts';
import { RecipeController } from './notebook/recipe-controller.ts';
import { registerRankCommand } from './rank-command/rank-command.ts';
import { RememberedAnswers } from './rank-command/remembered-answers.ts';
import { BaseModels } from './recipe-language/base-models.ts';
import { Inspections } from './recipe-language/inspections.ts';
import { recipeCells } from './recipe-language/recipe-cells.ts';
import { completionTriggers, RecipeCompletion } from './recipe-language/recipe-completion.ts';
import { RecipeDiagnostics } from './recipe-language/recipe-diagnostics.ts';
import { RecipeHover } from './recipe-language/recipe-hover.ts';
import { RendererLink } from './renderer-link/renderer-link.ts';

let background: BackgroundEngine | null = null;

/** Wires the parts together. In a workspace that is not trusted nothing runs until it is. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(new RendererLink());
  if (workspace.isTrusted) start(context);
  else context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => start(context)));
}

function start(context: ExtensionContext): void {
  const log = new Log();
  background = new BackgroundEngine(context, log);
  const engine = background.client;
  const inspections = new Inspections(engine);
  const models = new BaseModels(engine);
  const remembered = new RememberedAnswers(context.workspaceState, context.globalState);
  const parts: Disposable[] = [
    log,
    new RecipeController(engine, log),
    new RecipeDiagnostics(inspections),
    languages.registerCompletionItemProvider(
      recipeCells,
      new RecipeCompletion(inspections, models),
      ...completionTriggers,
    ),
    languages.registerHoverProvider(recipeCells, new RecipeHover(inspections, models)),
    registerRankCommand({ engine, inspections, models, remembered, log, extensionId: context.extension.id }),
    registerEngineCommands(engine, log),
    registerOpenSample(context),
  ];
  context.subscriptions.push(...parts);
}

/** Ends the engine's process; the editor waits for it. */
export async function deactivate(): Promise<void> {
  await background?.dispose();
}
