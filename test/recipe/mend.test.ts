import { expect, it } from 'vitest';
import type { Problem } from '../../src/protocol/problem.ts';
import { checkRecipe } from '../../src/recipe/check-recipe.ts';
import { mendingOf } from '../../src/recipe/mend.ts';
import { missingMaps } from '../../src/recipe/missing-maps.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { placeProblem } from '../../src/recipe/place-problem.ts';

const columns = ['title', 'body, long', 'kind'];
const files = ['tickets.csv', 'data/2024: all.csv'];

/** The recipe with all that can be mended, from its end to its start. */
function mended(text: string, exists = true): string {
  const recipe = parseRecipe(text);
  const found = checkRecipe(recipe, { exists, columns, files });
  const changes = [...recipe.mistakes, ...found].flatMap((mistake) => mendingOf(mistake, text) ?? []);
  return changes
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((all, { insert, range }) => all.slice(0, range.start) + insert + all.slice(range.end), text);
}

it.each([
  ['a key', '  lable: kind', '  label: kind'],
  ['a word that a key knows', '  task: clasification', '  task: classification'],
  ['a column', '  text: titel', '  text: title'],
  [
    'one of several columns, in quotes where it needs them',
    '  text: [titel, "body long"]',
    '  text: [title, "body, long"]',
  ],
  ['a column in quotes', "  label: 'kidn'", '  label: kind'],
  ['a field of the filter', '  filter: langage=en task~amazon', '  filter: language=en task~amazon'],
  ['a field of the filter in quotes', '  filter: "langage=en"', '  filter: "language=en"'],
])('mends %s', (_, wrong, right) => {
  const recipe = (line: string) => `rank:\n  dataset: tickets.csv\n${line} # why\n  model: m\n`;
  expect(mended(recipe(wrong))).toBe(recipe(right));
});

it('mends the name of a file', () => {
  const recipe = (dataset: string) => `rank:\n  dataset: ${dataset}\n  text: title\n  label: kind\n  model: m\n`;
  expect(mended(recipe('tickts.csv'), false)).toBe(recipe('tickets.csv'));
  expect(mended(recipe('"2024: all.csv"'), false)).toBe(recipe('"data/2024: all.csv"'));
  expect(mended(recipe('nothing-like-it.csv'), false)).toBe(recipe('nothing-like-it.csv'));
});

it('mends what a run has found: a model, a split, a config', () => {
  const text =
    'train:\n  dataset: hf:o/d\n  config: eng\n  split: tset\n  base: bert-tiny\n  tuned: ./t\n  also: [b.csv:text]\n';
  const after = (problem: Problem) => {
    const range = placeProblem(problem, parseRecipe(text));
    const change = range && mendingOf({ problem, range }, text);
    return change && text.slice(0, change.range.start) + change.insert + text.slice(change.range.end);
  };
  const dataset = { area: 'hub', repo: 'o/d', config: 'eng' } as const;
  expect(after({ ...dataset, code: 'hub-dataset-no-such-config', configs: ['en'], nearest: 'en' })).toContain(
    'config: en\n',
  );
  expect(
    after({ ...dataset, code: 'hub-dataset-no-such-split', split: 'tset', splits: ['test'], nearest: 'test' }),
  ).toContain('split: test\n');
  const notFound = {
    area: 'hub',
    code: 'hub-repository-not-found',
    repo: 'bert-tiny',
    repoType: 'model',
    withToken: false,
  } as const;
  expect(after({ ...notFound, nearest: 'samples/bert-tiny' })).toContain('base: samples/bert-tiny\n');
  expect(after(notFound)).toBe(null);
  expect(after({ area: 'dataset', code: 'dataset-missing-file', file: 'b.csv', nearest: 'a: b.csv' })).toContain(
    'also: ["a: b.csv:text"]\n',
  );
});

it('mends each mistyped map of a list at its place', () => {
  const text = 'rank:\n  dataset: tickets.csv\n  model: m\n  esms: [+o/ESM_imbd, o/ESM_good, "o/ESM_cloa"] # why\n';
  const missing = (repo: string, nearest?: string) => ({
    repo,
    code: 'hub-repository-not-found',
    detail: { repoType: 'model', withToken: false, ...(nearest !== undefined && { nearest }) },
  });
  const skipped = [missing('o/ESM_imbd', 'o/ESM_imdb'), missing('o/ESM_cloa', 'o/ESM_cola'), missing('elsewhere/ESM')];
  const changes = missingMaps(skipped, parseRecipe(text)).flatMap((mistake) => mendingOf(mistake, text) ?? []);
  expect(changes.map(({ meant }) => meant)).toEqual(['o/ESM_imdb', 'o/ESM_cola']);
  const right = changes.reduceRight(
    (all, { insert, range }) => all.slice(0, range.start) + insert + all.slice(range.end),
    text,
  );
  expect(right).toBe(
    'rank:\n  dataset: tickets.csv\n  model: m\n  esms: ["+o/ESM_imdb", o/ESM_good, o/ESM_cola] # why\n',
  );
});
