import { describe, expect, it } from 'vitest';
import { completeRecipe } from '../../src/recipe/complete-recipe.ts';
import { cursorAt } from '../../src/recipe/cursor.ts';
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
    expect(problem('ridgge')).toMatchObject([{ code: 'recipe-not-one-of', nearest: 'ridge' }]);
    expect(problem('[]')).toMatchObject([{ code: 'recipe-wrong-type', key: 'estimator' }]);
  });

  it('is completed, in a list without what it names already', () => {
    const nothing = {
      columns: [],
      sheets: [],
      parts: [],
      models: [],
      modelFolders: [],
      files: [],
      esms: [],
      filter: [],
    };
    const labels = (marked: string) => {
      const text = marked.replace('|', '');
      const proposals = completeRecipe(cursorAt(text, marked.indexOf('|')), parseRecipe(text), nothing);
      return proposals.map(({ label }) => label);
    };
    expect(labels('rank:\n  esti|')).toContain('estimator');
    expect(labels('rank:\n  estimator: |')).toEqual(['logme', 'hscore', 'knn', 'ridge']);
    expect(labels('rank:\n  estimator: kn|n\n')).toEqual(['logme', 'hscore', 'knn', 'ridge']);
    expect(labels('rank:\n  estimator: [logme, ri|]')).toEqual(['hscore', 'knn', 'ridge']);
    expect(labels('rank:\n  estimator:\n    - logme\n    - ridge\n    - h|\n')).toEqual(['hscore', 'knn']);
    expect(labels('rank:\n  variant: |')).toEqual(['evidence', 'hfselect']);
    expect(labels('train:\n  estimator: |')).toEqual([]);
  });
});
