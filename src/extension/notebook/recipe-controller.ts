import {
  type Disposable,
  l10n,
  type NotebookCell,
  type NotebookCellExecution,
  type NotebookController,
  NotebookControllerAffinity,
  type NotebookDocument,
  notebooks,
  workspace,
} from 'vscode';
import { isRecipeNotebook, kernelId, notebookType, recipeLanguage } from './recipe-notebook.ts';

/** Runs the recipe of one cell; the answer says how it ended: null where it was interrupted. */
type RunRecipe = (execution: NotebookCellExecution) => Promise<boolean | null>;

/** The kernel that runs recipes. Cells run one after the other, whatever notebook they are in: a run uses all cores. */
export class RecipeController implements Disposable {
  readonly #controller: NotebookController;
  readonly #runRecipe: RunRecipe;
  readonly #opened: Disposable;
  #queue: Promise<void> = Promise.resolve();
  #order = 0;

  constructor(runRecipe: RunRecipe) {
    this.#runRecipe = runRecipe;
    this.#controller = notebooks.createNotebookController(kernelId, notebookType, l10n.t('Intermediate Task Ranking'));
    this.#controller.description = l10n.t('Ranks intermediate tasks for a recipe');
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
      success = execution.token.isCancellationRequested ? null : await this.#runRecipe(execution);
    } catch (error) {
      // A defect; what can go wrong in a run is shown by the run. VS Code logs what is written to the console here.
      console.error(error);
    } finally {
      execution.end(success ?? undefined, Date.now());
    }
  }
}
