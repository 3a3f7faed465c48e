import { Diagnostic, type Disposable, languages, Range, type TextDocument, workspace } from 'vscode';
import { checkRecipe } from '../../recipe/check-recipe.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Mistake } from '../../recipe/recipe.ts';
import type { TextRange } from '../../recipe/text-range.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { paragraphOf } from '../../words/paragraph.ts';
import { editorVoice as voice } from '../voice.ts';
import { datasetFiles } from './dataset-files.ts';
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
  /** What is marked in each cell. */
  readonly #shown = new Map<string, readonly Mistake[]>();
  /** What runs have found, and in which state of the cell's text. */
  readonly #found = new Map<string, { version: number; mistakes: Mistake[] }>();

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

  /** The mistakes that are marked in a cell. */
  mistakesOf(document: TextDocument): readonly Mistake[] {
    return this.#shown.get(document.uri.toString()) ?? [];
  }

  /** Marks what a run has found as well, until the text changes. */
  add(document: TextDocument, mistake: Mistake): void {
    const key = document.uri.toString();
    const before = this.#foundIn(document);
    this.#found.set(key, { version: document.version, mistakes: [...before, mistake] });
    this.#schedule(document);
  }

  /** Forgets what earlier runs have found: a new one begins. */
  clear(document: TextDocument): void {
    if (this.#found.delete(document.uri.toString())) this.#schedule(document);
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
    this.#found.delete(document.uri.toString());
    this.#show(document, []);
    this.#shown.delete(document.uri.toString());
  }

  async #check(document: TextDocument): Promise<void> {
    // An empty cell is not wrong yet.
    if (!isRecipeCell(document) || document.getText().trim() === '') {
      this.#show(document, []);
      return;
    }
    const { version } = document;
    const recipe = parseRecipe(document.getText());
    this.#show(document, recipe.mistakes);
    const { exists, inspection } = await datasetOf(document, recipe, this.#inspections, 'typing');
    const missing = await missingModelFolders(document, recipe);
    const columns = inspection?.columns.map(({ name }) => name) ?? null;
    const files = exists === false ? await datasetFiles(document) : [];
    if (document.version !== version || document.isClosed) return;
    const seen = [...recipe.mistakes, ...checkRecipe(recipe, { exists, columns, files }, missing)];
    this.#show(document, [...seen, ...this.#foundIn(document).filter((mistake) => !isAmong(seen, mistake))]);
  }

  #foundIn(document: TextDocument): Mistake[] {
    const found = this.#found.get(document.uri.toString());
    return found?.version === document.version ? found.mistakes : [];
  }

  #show(document: TextDocument, mistakes: readonly Mistake[]): void {
    this.#shown.set(document.uri.toString(), mistakes);
    this.#collection.set(
      document.uri,
      mistakes.map((mistake) => diagnosticOf(document, mistake)),
    );
  }
}

function isAmong(mistakes: readonly Mistake[], { problem, range }: Mistake): boolean {
  return mistakes.some((other) => other.problem.code === problem.code && other.range.start === range.start);
}

/** A place in a recipe as the editor counts. */
export function rangeIn(document: TextDocument, { start, end }: TextRange): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

function diagnosticOf(document: TextDocument, { problem, range }: Mistake): Diagnostic {
  const diagnostic = new Diagnostic(rangeIn(document, range), paragraphOf(describeProblem(problem, voice)));
  diagnostic.source = voice.say('Intermediate Task Ranking');
  diagnostic.code = problem.code;
  return diagnostic;
}
