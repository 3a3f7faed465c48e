import { expect, it } from 'vitest';
import type { Problem } from '../../src/protocol/problem.ts';
import { checkRecipe } from '../../src/recipe/check-recipe.ts';
import { nearestFile } from '../../src/recipe/nearest-file.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { placeProblem } from '../../src/recipe/place-problem.ts';
import type { TextRange } from '../../src/recipe/text-range.ts';

const text = 'rank:\n  dataset: tickets.csv\n  text: [titel, body]\n  label: kind\n  model: m\n  max-esms: 5\n';
const recipe = parseRecipe(text);
const marked = (range: TextRange | null) => range && text.slice(range.start, range.end);

function check(known: { exists: boolean | null; columns: string[] | null }) {
  return checkRecipe(recipe, known).map(({ problem, range }) => ({ ...problem, at: marked(range) }));
}

it('says nothing of what is not known', () => {
  expect(check({ exists: null, columns: null })).toEqual([]);
  expect(check({ exists: true, columns: ['titel', 'body', 'kind'] })).toEqual([]);
});

it('marks a file that is not there', () => {
  expect(check({ exists: false, columns: null })).toEqual([
    { area: 'dataset', code: 'dataset-missing-file', file: 'tickets.csv', at: 'tickets.csv' },
  ]);
});

it('names the file that was meant', () => {
  const files = ['data/Tickets.csv', 'tickets.csv.gz', 'other.csv'];
  const [mistake] = checkRecipe(recipe, { exists: false, columns: null, files });
  expect(mistake?.problem).toMatchObject({ nearest: 'data/Tickets.csv' });
  expect(nearestFile('tickts.csv', ['tickets.csv'])).toBe('tickets.csv');
  expect(nearestFile('./dta/tickets.csv', ['data/rows.csv', 'tickets.jsonl'])).toBe(null);
  expect(nearestFile('sub/rows.cvs', ['other/rows.csv'])).toBe('other/rows.csv');
  expect(nearestFile('sub\\rows.csv', ['sub/rows.csv'])).toBe('sub/rows.csv');
});

it('marks each column that the file has not, with the nearest', () => {
  const columns = ['title', 'body', 'category'];
  expect(check({ exists: true, columns })).toMatchObject([
    { code: 'dataset-no-such-column', column: 'titel', nearest: 'title', columns, at: 'titel' },
    { code: 'dataset-no-such-column', column: 'kind', nearest: null, at: 'kind' },
  ]);
});

it('marks the label where it is a text too', () => {
  const twice = parseRecipe('rank: {dataset: a.csv, text: [t, l], label: l, model: m}');
  const [mistake] = checkRecipe(twice, { exists: null, columns: null });
  expect(mistake?.problem.code).toBe('dataset-text-is-label');
  expect(mistake?.range).toEqual({ start: 33, end: 34 });
});

it('finds the place that a problem of the run is about', () => {
  const place = (problem: Problem) => marked(placeProblem(problem, recipe));
  expect(place({ area: 'dataset', code: 'dataset-constant-label', file: 'f', column: 'kind', value: 1, rows: 9 })).toBe(
    'kind',
  );
  expect(place({ area: 'dataset', code: 'dataset-empty-file', file: 'f' })).toBe('tickets.csv');
  expect(place({ area: 'run', code: 'run-bad-setting', setting: 'max-esms', value: '5', expected: 'x' })).toBe('5');
  expect(place({ area: 'run', code: 'run-cancelled' })).toBe('m');
});

it('finds the place of a problem with a dataset on the Hub', () => {
  const written = 'rank:\n  dataset: hf:o/d\n  split: tset\n  model: m\n';
  const place = (problem: Problem) => {
    const range = placeProblem(problem, parseRecipe(written));
    return range && written.slice(range.start, range.end);
  };
  const part = { repo: 'o/d', config: 'default', splits: ['train', 'test'] };
  const noSuchSplit = { code: 'hub-dataset-no-such-split', split: 'tset', nearest: 'test' } as const;
  expect(place({ area: 'hub', ...noSuchSplit, ...part })).toBe('tset');
  // The config is left out: the dataset is marked.
  expect(place({ area: 'hub', code: 'hub-dataset-config-unsure', repo: 'o/d', configs: ['a', 'b'] })).toBe('hf:o/d');
  const facts = { file: 'f', split: 'tset', splits: ['test'], nearest: 'test' };
  expect(place({ area: 'dataset', code: 'dataset-no-such-split', ...facts })).toBe('tset');
  expect(place({ area: 'hub', code: 'hub-disabled', repo: 'o/d' })).toBe('hf:o/d');
  expect(place({ area: 'hub', code: 'hub-disabled', repo: 'o/m' })).toBe('m');
});

it('marks the setting that left nothing to rank', () => {
  const written = 'rank:\n  dataset: a.csv\n  model: m\n  esms: [a/x]\n  filter: language=xx\n  cached-only: true\n';
  const place = (reason: 'none-listed' | 'none-cached' | 'none-match' | 'all-skipped', recipeText = written) => {
    const problem = {
      area: 'run',
      code: 'run-nothing-to-rank',
      model: 'm',
      reason,
      skipped: 0,
      firstSkipped: null,
    } as const;
    const range = placeProblem(problem, parseRecipe(recipeText));
    return range && recipeText.slice(range.start, range.end);
  };
  expect(place('none-match')).toBe('language=xx');
  expect(place('none-cached')).toBe('true');
  expect(place('all-skipped')).toBe('[a/x]');
  expect(place('none-listed')).toBe('m');
  expect(place('all-skipped', 'rank:\n  dataset: a.csv\n  model: m\n')).toBe('m');
});
