import { Diagnostic, type Disposable, languages, Range, type TextDocument, workspace } from 'vscode';
import { checkRecipe } from '../../recipe/check-recipe.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Mistake } from '../../recipe/recipe.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { editorVoice as voice } from '../voice.ts';
import type { Inspections } from './inspections.ts';
import { missingModelFolders } from './model-folders.ts';
import { isRecipeCell } from './recipe-cells.ts';
import { datasetOf } from './recipe-dataset.ts';

/** How long typing must rest before the text is looked at. */
const restMs = 200;

/** Marks every mistake of every recipe, as it is typed: first those of the text itself, then those that the dataset shows. */
export class RecipeDiagnostics implements Disposable {
  readonly #inspections: Inspections;
  readonly #collection = languages.createDiagnosticCollection('intermediate-task-ranking');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: Disposable[];

  constructor(inspections: Inspections) {
    this.#inspections = inspections;
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // A column may come or go, and a file appear, without a change of the recipe.
      workspace.onDidSaveTextDocument(() => this.#scheduleAll()),
      this.#collection,
    ];
    this.#scheduleAll();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #scheduleAll(): void {
    for (const document of workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: TextDocument): void {
    if (document.uri.scheme !== 'vscode-notebook-cell') return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#check(document), restMs),
    );
  }

  #forget(document: TextDocument): void {
    clearTimeout(this.#timers.get(document.uri.toString()));
    this.#timers.delete(document.uri.toString());
    this.#collection.delete(document.uri);
  }

  async #check(document: TextDocument): Promise<void> {
    // An empty cell is not wrong yet.
    if (!isRecipeCell(document) || document.getText().trim() === '') {
      this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const recipe = parseRecipe(document.getText());
    this.#show(document, recipe.mistakes);
    const { exists, inspection } = await datasetOf(document, recipe, this.#inspections, 'typing');
    const missing = await missingModelFolders(document, recipe);
    if (document.version !== version || document.isClosed) return;
    const columns = inspection?.columns.map(({ name }) => name) ?? null;
    this.#show(document, [...recipe.mistakes, ...checkRecipe(recipe, { exists, columns }, missing)]);
  }

  #show(document: TextDocument, mistakes: readonly Mistake[]): void {
    this.#collection.set(
      document.uri,
      mistakes.map((mistake) => diagnosticOf(document, mistake)),
    );
  }
}

function diagnosticOf(document: TextDocument, { problem, range }: Mistake): Diagnostic {
  const { message, remedy } = describeProblem(problem, voice);
  const marked = new Range(document.positionAt(range.start), document.positionAt(range.end));
  const diagnostic = new Diagnostic(marked, remedy === null ? message : `${message} ${remedy}`);
  diagnostic.source = voice.say('Intermediate Task Ranking');
  diagnostic.code = problem.code;
  return diagnostic;
}
