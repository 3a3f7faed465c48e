import {
  type Disposable,
  type NotebookCell,
  type NotebookCellExecution,
  type NotebookController,
  NotebookControllerAffinity,
  type NotebookDocument,
  notebooks,
  workspace,
} from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../log.ts';
import { editorVoice as voice } from '../voice.ts';
import { controllerId, isRecipeNotebook, notebookType, recipeLanguage } from './recipe-notebook.ts';
import { runRecipe } from './run-recipe.ts';

/** The kernel that runs recipes. Cells run one after the other, whatever notebook they are in: a run uses all cores. */
export class RecipeController implements Disposable {
  readonly #controller: NotebookController;
  readonly #engine: Engine;
  readonly #log: Log;
  readonly #opened: Disposable;
  #queue: Promise<void> = Promise.resolve();
  #order = 0;

  constructor(engine: Engine, log: Log) {
    this.#engine = engine;
    this.#log = log;
    this.#controller = notebooks.createNotebookController(
      controllerId,
      notebookType,
      voice.say('Intermediate Task Ranking'),
    );
    this.#controller.description = voice.say('Ranks intermediate tasks for a recipe');
    this.#controller.supportedLanguages = [recipeLanguage];
    this.#controller.supportsExecutionOrder = true;
    this.#controller.executeHandler = (cells) => this.#enqueue(cells);
    this.#opened = workspace.onDidOpenNotebookDocument((notebook) => this.#prefer(notebook));
    for (const notebook of workspace.notebookDocuments) this.#prefer(notebook);
  }

  dispose(): void {
    this.#opened.dispose();
    this.#controller.dispose();
  }

  /** A notebook that says so gets this kernel without a question. */
  #prefer(notebook: NotebookDocument): void {
    if (!isRecipeNotebook(notebook)) return;
    this.#controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  }

  #enqueue(cells: readonly NotebookCell[]): Promise<void> {
    // Made at once, so that waiting cells show that they wait.
    const executions = cells.map((cell) => this.#controller.createNotebookCellExecution(cell));
    for (const execution of executions) this.#queue = this.#queue.then(() => this.#run(execution));
    return this.#queue;
  }

  /** Runs one cell. Never rejects, because the next one waits for it. */
  async #run(execution: NotebookCellExecution): Promise<void> {
    execution.start(Date.now());
    let success: boolean | null = false;
    try {
      this.#order += 1;
      execution.executionOrder = this.#order;
      success = execution.token.isCancellationRequested ? null : await runRecipe(execution, this.#engine, this.#log);
    } catch (error) {
      this.#log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      execution.end(success ?? undefined, Date.now());
    }
  }
}
