import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addRankOptions, parseRankOptions, requestOf } from '../../src/cli/commands/rank-options.ts';

/** The request of `rank` with these options; what commander refuses is thrown. */
function requested(...options: string[]) {
  const command = addRankOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined }));
  command.parse(['--model', 'bert', ...options], { from: 'user' });
  return requestOf(null, 'a.csv', parseRankOptions(command.opts()));
}

describe('--estimator', () => {
  it('takes one name, several with commas, or the option several times; the first ranks', () => {
    expect(requested('--estimator', 'ridge')?.estimators).toEqual(['ridge']);
    expect(requested('--estimator', 'logme,ridge')?.estimators).toEqual(['logme', 'ridge']);
    expect(requested('--estimator', 'knn, logme')?.estimators).toEqual(['knn', 'logme']);
    expect(requested('--estimator', 'hscore', '--estimator', 'logme')?.estimators).toEqual(['hscore', 'logme']);
  });

  it('is not there by itself: LogME alone ranks', () => {
    expect(requested()).not.toHaveProperty('estimators');
  });

  it('comes before that of a recipe', () => {
    const recipe = requested('--estimator', 'ridge');
    const command = addRankOptions(new Command()).parse(['--estimator', 'knn'], { from: 'user' });
    expect(requestOf(recipe, undefined, parseRankOptions(command.opts()))?.estimators).toEqual(['knn']);
    expect(requestOf(recipe, undefined, parseRankOptions({}))?.estimators).toEqual(['ridge']);
  });

  it.each([
    ['rigde', '"rigde" is none. Did you mean "ridge"? Known are logme, hscore, knn, ridge.'],
    ['logme,H-score', '"H-score" is none. Did you mean "hscore"?'],
    ['leep-of-2020', '"leep-of-2020" is none. Known are logme, hscore, knn, ridge.'],
    ['', 'a name is empty. Known are'],
    ['logme,', 'a name is empty. Known are'],
    ['ridge,logme,ridge', '"ridge" is named twice.'],
  ])('refuses "%s"', (value, message) => {
    expect(() => requested('--estimator', value)).toThrow(message);
  });

  it('refuses a name twice over two options', () => {
    expect(() => requested('--estimator', 'knn', '--estimator', 'knn')).toThrow('"knn" is named twice.');
  });
});
