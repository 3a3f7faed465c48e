import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';

const recipe = (value: string) => parseRecipe(`rank:\n  dataset: a.csv\n  model: bert\n  estimator: ${value}\n`);

describe('the key estimator', () => {
  it('takes one name or a list of them', () => {
    expect(recipe('ridge')).toMatchObject({ request: { estimators: ['ridge'] }, mistakes: [] });
    expect(recipe('[logme, hscore]')).toMatchObject({ request: { estimators: ['logme', 'hscore'] }, mistakes: [] });
  });

  it('marks what is none, and what is named twice', () => {
    const problem = (value: string) => recipe(value).mistakes.map((mistake) => mistake.problem);
    expect(problem('leep')).toMatchObject([{ code: 'recipe-not-one-of', key: 'estimator', value: 'leep' }]);
    expect(problem('[ridge, ridge]')).toMatchObject([
      { code: 'recipe-not-one-of', allowed: ['logme', 'hscore', 'knn'], value: 'ridge' },
    ]);
    expect(problem('[]')).toMatchObject([{ code: 'recipe-wrong-type', key: 'estimator' }]);
  });
});
