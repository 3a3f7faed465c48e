import type { Problem } from '../protocol/problem.ts';
import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import { placeInFilter } from './place-in-filter.ts';
import type { Recipe } from './recipe.ts';
import type { TextRange } from './text-range.ts';

/**
 * The place in a recipe that a problem of its run is about: the column, the model, the setting; else the key that stands for the
 * problem's area. Null where the recipe has no such place.
 */
export function placeProblem(problem: Problem, recipe: Recipe): TextRange | null {
  const column = 'column' in problem ? columnPlace(problem.column, recipe) : null;
  if (column !== null) return column;
  const place = recipe.places[keyOf(problem)]?.value ?? null;
  return place !== null && problem.area === 'filter' ? placeInFilter(problem, place) : place;
}

function columnPlace(column: string, { places }: Recipe): TextRange | null {
  const named = [...(places.text?.items ?? []), ...(places.label?.items ?? [])];
  return named.find(({ text }) => text === column)?.range ?? null;
}

function keyOf(problem: Problem): RecipeKey {
  switch (problem.area) {
    case 'dataset':
      return problem.code === 'dataset-columns-unsure' ? problem.role : 'dataset';
    case 'recipe':
      return 'dataset';
    case 'filter':
      return 'filter';
    case 'run':
      return problem.code === 'run-bad-setting' ? (recipeKey.safeParse(problem.setting).data ?? 'model') : 'model';
    default:
      return 'model';
  }
}
