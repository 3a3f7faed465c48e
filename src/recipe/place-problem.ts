import { datasetIdIn } from '../protocol/hub-address.ts';
import type { Problem } from '../protocol/problem.ts';
import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import { alsoSource } from './also-source.ts';
import { placeInFilter } from './place-in-filter.ts';
import type { Recipe } from './recipe.ts';
import type { TextRange } from './text-range.ts';

/**
 * The place in a recipe that a problem of its run is about: the column, the model, the setting; else the key that stands for the
 * problem's area. Null where the recipe has no such place.
 */
export function placeProblem(problem: Problem, recipe: Recipe): TextRange | null {
  const named = alsoPlace(problem, recipe) ?? ('column' in problem ? columnPlace(problem.column, recipe) : null);
  if (named !== null) return named;
  const key = keyOf(problem, recipe);
  const place = (recipe.places[key] ?? (isPart(key) ? recipe.places.dataset : undefined))?.value ?? null;
  return place !== null && problem.area === 'filter' ? placeInFilter(problem, place) : place;
}

function columnPlace(column: string, { places }: Recipe): TextRange | null {
  const named = [...(places.text?.items ?? []), ...(places.label?.items ?? [])];
  return named.find(({ text }) => text === column)?.range ?? null;
}

/** The further dataset that a problem names; null where it names none, or the recipe's own. */
function alsoPlace(problem: Problem, { values, places }: Recipe): TextRange | null {
  const isNamed = (dataset: string) =>
    ('file' in problem && problem.file === dataset) ||
    ('source' in problem && problem.source === dataset) ||
    ('repo' in problem && problem.repo === datasetIdIn(dataset));
  if (isNamed(values.dataset ?? '')) return null;
  return places.also?.items.find(({ text }) => isNamed(alsoSource(text).dataset))?.range ?? null;
}

/** What is wrong with a config, split or sheet that is left out is marked where the dataset stands. */
function isPart(key: RecipeKey): boolean {
  return key === 'config' || key === 'split' || key === 'sheet';
}

/** Problems with the choice of a sheet. */
const ofSheets: ReadonlySet<string> = new Set([
  'dataset-no-such-sheet',
  'dataset-empty-sheet',
  'dataset-without-sheets',
]);

function keyOf(problem: Problem, recipe: Recipe): RecipeKey {
  switch (problem.area) {
    case 'dataset':
      if (problem.code === 'dataset-not-on-hub') return problem.setting;
      if (problem.code === 'dataset-no-such-split' || problem.code === 'dataset-split-unsure') return 'split';
      if (ofSheets.has(problem.code)) return 'sheet';
      if (/^dataset-(?:undecodable|encoding-)/.test(problem.code))
        return recipe.places.encoding ? 'encoding' : 'dataset';
      return problem.code === 'dataset-columns-unsure' ? problem.role : 'dataset';
    case 'hub':
      return keyOfHub(problem, recipe);
    case 'recipe':
      return 'dataset';
    case 'filter':
      return 'filter';
    case 'training':
      return keyOfTraining(problem, recipe);
    case 'run':
      return keyOfRun(problem, recipe);
    default:
      return modelKey(problem, recipe);
  }
}

function keyOfRun(problem: Extract<Problem, { area: 'run' }>, recipe: Recipe): RecipeKey {
  switch (problem.code) {
    case 'run-nothing-to-rank':
      return keyOfNothing(problem, recipe);
    case 'run-bad-setting':
      return recipeKey.safeParse(problem.setting).data ?? modelKey(problem, recipe);
    case 'run-estimator-needs-classes':
      return 'estimator';
    case 'run-estimator-needs-whole-maps':
    case 'run-variant-needs-whole-maps':
      return 'look';
    case 'run-variant-without-logme':
      return 'variant';
    default:
      return modelKey(problem, recipe);
  }
}

/** The setting that left nothing to rank, where it is one; else the base model. */
function keyOfNothing(problem: Extract<Problem, { code: 'run-nothing-to-rank' }>, { places }: Recipe): RecipeKey {
  const settings = {
    'none-match': 'filter',
    'none-cached': 'cached-only',
    'all-skipped': 'esms',
    'none-listed': 'model',
  } as const;
  const key = settings[problem.reason];
  return places[key] === undefined ? 'model' : key;
}

/** A problem of the Hub is one of the dataset where it names that, else one of the base model and its maps. */
function keyOfHub(problem: Extract<Problem, { area: 'hub' }>, recipe: Recipe): RecipeKey {
  switch (problem.code) {
    case 'hub-dataset-no-such-config':
    case 'hub-dataset-config-unsure':
      return 'config';
    case 'hub-dataset-no-such-split':
    case 'hub-dataset-split-unsure':
      return 'split';
    default: {
      const id = datasetIdIn(recipe.values.dataset ?? '');
      return id !== null && 'repo' in problem && problem.repo === id ? 'dataset' : modelKey(problem, recipe);
    }
  }
}

/** What is wrong with a map on its way: with the fine-tuned model, the embeddings in a file, the texts, or the folder of the map. */
function keyOfTraining(problem: Extract<Problem, { area: 'training' }>, recipe: Recipe): RecipeKey {
  switch (problem.code) {
    case 'training-models-differ':
      return 'tuned';
    case 'training-download-needs-consent':
      return 'base';
    case 'training-too-few-rows':
      return 'dataset';
    case 'training-out-unusable':
      return problem.setting;
    case 'training-numbers-too-large':
    case 'training-embeddings-unreadable':
    case 'training-embeddings-not-finite':
    case 'training-embeddings-dimension':
      return recipe.places.embeddings === undefined ? 'dataset' : 'embeddings';
    default:
      return 'out';
  }
}

/** The model that a problem is about: of two, the fine-tuned one where that is named, else the base model. */
function modelKey(problem: Problem, { kind, values }: Recipe): RecipeKey {
  if (kind === 'rank') return 'model';
  const isNamed = (name: string | undefined) =>
    name !== undefined &&
    (('model' in problem && problem.model === name) ||
      ('repo' in problem && problem.repo === name) ||
      ('folder' in problem && problem.folder === name));
  if (isNamed(values.out)) return 'out';
  return isNamed(values.tuned) ? 'tuned' : 'base';
}
