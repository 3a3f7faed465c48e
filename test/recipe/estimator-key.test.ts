import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/protocol/problem.ts';
import { completeRecipe } from '../../src/recipe/complete-recipe.ts';
import { cursorAt } from '../../src/recipe/cursor.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { placeProblem } from '../../src/recipe/place-problem.ts';

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

  it('is where what does not go with it shows', () => {
    const text = 'rank:\n  dataset: a.csv\n  model: bert\n  estimator: ridge\n  look: first\n  variant: hfselect\n';
    const place = (problem: Problem) => {
      const range = placeProblem(problem, parseRecipe(text));
      return range && text.slice(range.start, range.end);
    };
    const facts = { area: 'run', estimator: 'ridge' } as const;
    expect(place({ ...facts, code: 'run-estimator-needs-classes', column: 'stars' })).toBe('ridge');
    expect(place({ ...facts, code: 'run-estimator-needs-whole-maps' })).toBe('first');
    const variant = { area: 'run', code: 'run-variant-needs-whole-maps', variant: 'hfselect' } as const;
    expect(place({ ...variant, rows: 90, dimension: 768 })).toBe('first');
    expect(place({ ...facts, code: 'run-variant-without-logme', variant: 'hfselect' })).toBe('hfselect');
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
