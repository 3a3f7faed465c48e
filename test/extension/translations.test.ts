import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundleFile, exportStrings } from '../../scripts/export-strings.ts';

it('the sentences to translate are those of the source (if not: npm run l10n)', async () => {
  expect(readFileSync(bundleFile, 'utf8')).toBe(await exportStrings());
});

it('hold what is said by the kernel, the commands, the problems and the tables of words', () => {
  expect(Object.keys(JSON.parse(readFileSync(bundleFile, 'utf8')))).toEqual(
    expect.arrayContaining([
      'Ranks intermediate tasks for a recipe',
      'Run with these guesses',
      'Show Log',
      'Line {0} of the recipe: {1}',
      'a Parquet file',
      'whole numbers',
      'vs baseline',
    ]),
  );
});
