import {
  type CancellationToken,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import { type RecipeKind, recipeKey } from '../../protocol/recipe-key.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { type Completion, completeRecipe, type KnownValues } from '../../recipe/complete-recipe.ts';
import { type Cursor, cursorAt } from '../../recipe/cursor.ts';
import { filterProposals } from '../../recipe/filter-proposals.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { describeRecipeKey } from '../../words/recipe-keys.ts';
import { editorVoice as voice } from '../voice.ts';
import type { BaseModels, ListedModel } from './base-models.ts';
import { describeColumn } from './column-in-words.ts';
import { datasetFiles } from './dataset-files.ts';
import type { DatasetParts } from './dataset-parts.ts';
import type { Inspections } from './inspections.ts';
import { modelFolders } from './model-folders.ts';
import { isRecipeCell } from './recipe-cells.ts';
import { datasetOf } from './recipe-dataset.ts';

/** Proposes keys, the columns, configs and splits of the recipe's dataset, base models with their number of maps, files of datasets, folders of models, and known words. */
export class RecipeCompletion implements CompletionItemProvider {
  readonly #inspections: Inspections;
  readonly #models: BaseModels;
  readonly #parts: DatasetParts;

  constructor(inspections: Inspections, models: BaseModels, parts: DatasetParts) {
    this.#inspections = inspections;
    this.#models = models;
    this.#parts = parts;
  }

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<CompletionItem[]> {
    if (!isRecipeCell(document)) return [];
    const text = document.getText();
    const offset = document.offsetAt(position);
    const cursor = cursorAt(text, offset);
    const recipe = parseRecipe(text);
    const facts = await this.#facts(document, cursor, recipe);
    if (token.isCancellationRequested) return [];
    const known = { ...knownValues(facts), filter: filterProposals(text, cursor, offset) };
    return completeRecipe(cursor, recipe, known).map((completion, index) =>
      itemOf(document, completion, index, { ...facts, kind: recipe.kind }),
    );
  }

  /** Only what the key under the cursor needs. */
  async #facts(document: TextDocument, cursor: Cursor, recipe: Recipe): Promise<Facts> {
    const key = cursor.at === 'value' ? cursor.key : null;
    const wantsInspection = key === 'text' || key === 'label' || key === 'sheet';
    return {
      inspection: wantsInspection ? (await datasetOf(document, recipe, this.#inspections, 'asked')).inspection : null,
      parts: key === 'config' || key === 'split' ? await this.#parts.of(recipe.values.dataset) : [],
      models: key === 'model' || key === 'base' ? await this.#models.list() : [],
      modelFolders: key === 'base' || key === 'tuned' ? await modelFolders(document) : [],
      files: key === 'dataset' || key === 'also' ? await datasetFiles(document) : [],
    };
  }
}

interface Facts {
  inspection: DatasetInspection | null;
  parts: KnownValues['parts'];
  models: ListedModel[];
  modelFolders: string[];
  files: string[];
}

function knownValues({ inspection, parts, models, modelFolders, files }: Facts): Omit<KnownValues, 'filter'> {
  const columns = (inspection?.columns ?? []).map(({ name, text, label }) => ({
    name,
    canBe: [...(text.possible ? (['text'] as const) : []), ...(label.possible ? (['label'] as const) : [])],
  }));
  const sheets = inspection?.sheets ?? [];
  return { columns, parts, sheets, models: models.map(({ model }) => model), modelFolders, files, esms: [] };
}

const kinds: Record<Completion['kind'], CompletionItemKind> = {
  start: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  column: CompletionItemKind.Field,
  model: CompletionItemKind.Class,
  folder: CompletionItemKind.Folder,
  file: CompletionItemKind.File,
  esm: CompletionItemKind.Reference,
  value: CompletionItemKind.EnumMember,
};

function itemOf(document: TextDocument, completion: Completion, index: number, facts: KindAndFacts): CompletionItem {
  const { kind, label, insert, range } = completion;
  const item = new CompletionItem(label, kinds[kind]);
  item.insertText = insert;
  item.range = new Range(document.positionAt(range.start), document.positionAt(range.end));
  item.sortText = String(index).padStart(5, '0');
  // What was typed may begin with a quote; then so must what it is compared with.
  if (/^["']/.test(document.getText(item.range))) item.filterText = JSON.stringify(label);
  const { detail, documentation } = wordsFor(completion, facts);
  if (detail !== null) item.detail = detail;
  if (documentation !== null) item.documentation = documentation;
  // After a key the next thing to write is its value.
  if (kind === 'key' || kind === 'start') item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

type KindAndFacts = Facts & { kind: RecipeKind };

function wordsFor(completion: Completion, { kind: ofRecipe, inspection, models }: KindAndFacts) {
  const { kind, label } = completion;
  const { data: key } = recipeKey.safeParse(label);
  const described = kind === 'key' && key !== undefined ? describeRecipeKey(ofRecipe, key, voice) : null;
  if (described !== null) {
    const { meaning, otherwise } = described;
    return {
      detail: otherwise === null ? voice.say('required') : voice.say('default: {0}', otherwise),
      documentation: meaning,
    };
  }
  const column = kind === 'column' ? inspection?.columns.find(({ name }) => name === label) : undefined;
  if (column !== undefined) return describeColumn(column, voice);
  const model = kind === 'model' ? models.find((listed) => listed.model === label) : undefined;
  if (model !== undefined) return { detail: mapsInWords(model.esms), documentation: null };
  return { detail: null, documentation: null };
}

function mapsInWords(esms: number): string {
  return esms === 1 ? voice.say('1 map') : voice.say('{0} maps', formatCount(esms));
}
