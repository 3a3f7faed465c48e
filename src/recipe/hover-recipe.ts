import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import type { Recipe } from './recipe.ts';
import type { TextRange } from './text-range.ts';

/** What a person points at: a key, or one text of its value. */
export type Hovered =
  | { on: 'key'; key: RecipeKey; range: TextRange }
  | { on: 'value'; key: RecipeKey; text: string; range: TextRange };

/** What stands at `offset`; null for anything that there is nothing to say about. */
export function hoverRecipe({ places }: Recipe, offset: number): Hovered | null {
  const covers = ({ start, end }: TextRange) => start <= offset && offset < end;
  for (const key of recipeKey.options) {
    const place = places[key];
    if (place === undefined) continue;
    if (covers(place.key)) return { on: 'key', key, range: place.key };
    const item = place.items.find(({ range }) => covers(range));
    if (item !== undefined) return { on: 'value', key, text: item.text, range: item.range };
  }
  return null;
}
