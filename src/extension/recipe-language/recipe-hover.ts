import { Hover, type HoverProvider, MarkdownString, type Position, Range, type TextDocument } from 'vscode';
import { formatCount } from '../../ranking/number-format.ts';
import { type Hovered, hoverRecipe } from '../../recipe/hover-recipe.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { describeRecipeKey } from '../../words/recipe-keys.ts';
import { editorVoice as voice } from '../voice.ts';
import type { BaseModels } from './base-models.ts';
import { describeColumn } from './column-in-words.ts';
import type { Inspections } from './inspections.ts';
import { isRecipeCell } from './recipe-cells.ts';
import { datasetOf } from './recipe-dataset.ts';

/** Explains the key, the column or the model under the pointer. */
export class RecipeHover implements HoverProvider {
  readonly #inspections: Inspections;
  readonly #models: BaseModels;

  constructor(inspections: Inspections, models: BaseModels) {
    this.#inspections = inspections;
    this.#models = models;
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    if (!isRecipeCell(document)) return null;
    const recipe = parseRecipe(document.getText());
    const hovered = hoverRecipe(recipe, document.offsetAt(position));
    if (hovered === null) return null;
    const paragraphs =
      hovered.on === 'key' ? keyInWords(recipe, hovered) : await this.#valueInWords(document, recipe, hovered);
    if (paragraphs.length === 0) return null;
    const { start, end } = hovered.range;
    return new Hover(paragraphs.map(asPlainText), new Range(document.positionAt(start), document.positionAt(end)));
  }

  async #valueInWords(
    document: TextDocument,
    recipe: Recipe,
    { key, text }: Extract<Hovered, { on: 'value' }>,
  ): Promise<string[]> {
    if (key === 'text' || key === 'label') {
      const { inspection } = await datasetOf(document, recipe, this.#inspections, 'asked');
      const column = inspection?.columns.find(({ name }) => name === text);
      if (column === undefined) return [];
      const { detail, documentation } = describeColumn(column, voice);
      return [detail, documentation];
    }
    if (key !== 'model' && key !== 'base') return [];
    const listed = (await this.#models.list()).find(({ model }) => model === text || model.endsWith(`/${text}`));
    return listed === undefined ? [] : [voice.say('{0}: {1} maps on the Hub', listed.model, formatCount(listed.esms))];
  }
}

function keyInWords({ kind }: Recipe, { key }: Extract<Hovered, { on: 'key' }>): string[] {
  const described = describeRecipeKey(kind, key, voice);
  if (described === null) return [];
  const { meaning, otherwise } = described;
  return otherwise === null ? [meaning] : [meaning, voice.say('Left out: {0}', otherwise)];
}

/** Values of a dataset must not become markup. */
function asPlainText(text: string): MarkdownString {
  return new MarkdownString().appendText(text);
}
