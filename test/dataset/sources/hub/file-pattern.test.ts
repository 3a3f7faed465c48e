import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filePattern } from '../../../../src/dataset/sources/hub/file-pattern.ts';

describe('a pattern of data_files', () => {
  it.each([
    ['train.csv', ['train.csv'], ['train_csv', 'a/train.csv', 'train.csv2']],
    ['./data/*.csv', ['data/a.csv', 'data/.csv'], ['data/b/a.csv', 'a.csv', 'data/a.tsv']],
    ['**/*.csv', ['a.csv', 'b/a.csv', 'c/b/a.csv'], ['a.tsv', 'a.csv/b']],
    ['data/**', ['data/a', 'data/b/c'], ['data', 'date/a']],
    ['a**z', ['az', 'a/b/z'], ['a/b/y']],
    ['train-?.csv', ['train-1.csv'], ['train-.csv', 'train-12.csv', 'train-/.csv']],
    ['[a-cx]-[!0-9].csv', ['b-z.csv', 'x-a.csv'], ['d-z.csv', 'a-1.csv', '/-a.csv']],
    ['[z-a].csv', [], ['z.csv', 'b.csv']],
    ['[!].csv', ['!.csv'], ['a.csv']],
    ['a[.csv', ['a[.csv'], ['a.csv']],
    ['(a|b)+{1}$.csv', ['(a|b)+{1}$.csv'], ['a.csv']],
    ['', [''], ['a']],
  ])('%j', (pattern, paths, others) => {
    const form = filePattern(pattern, null);
    expect(paths.filter((path) => !form.test(path))).toEqual([]);
    expect(others.filter((path) => form.test(path))).toEqual([]);
  });

  it('begins at the folder that the README names', () => {
    expect(filePattern('*.csv', 'en').test('en/a.csv')).toBe(true);
    expect(filePattern('*.csv', 'en').test('a.csv')).toBe(false);
  });

  it('without special letters stands for itself alone', () => {
    const path = fc
      .string({ unit: fc.constantFrom('a', 'b', '/', '.', '-', '(', '+', '\\', '^') })
      .map((text) => `x${text}`);
    fc.assert(fc.property(path, path, (one, other) => filePattern(one, null).test(other) === (one === other)));
  });

  it('never throws, whatever a stranger wrote', () => {
    const hostile = fc.string({ unit: fc.constantFrom('*', '**/', '[', ']', '!', '-', 'z', 'a', '\\', '?', '/') });
    fc.assert(
      fc.property(hostile, hostile, (pattern, path) => typeof filePattern(pattern, null).test(path) === 'boolean'),
    );
  });

  // As a regular expression each of these ran for longer than anybody waits.
  it.each(['**/'.repeat(200), '**a'.repeat(200), '*a'.repeat(200)])('comes to an end: %#', (pattern) => {
    expect(filePattern(`${pattern}x`, null).test('a/'.repeat(300))).toBe(false);
    expect(filePattern(`${pattern}x`, null).test('a'.repeat(600))).toBe(false);
  });
});
