import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Translations by their language, beside the English ones: each language has both files. */
const languages = globSync('l10n/bundle.l10n.*.json', { cwd: root }).map((file) => file.split('.').at(-2) ?? '');

it('German and simplified Chinese are among the languages', () => {
  expect(languages).toEqual(expect.arrayContaining(['de', 'zh-cn']));
});

describe.each(languages)('the translation %s', (language) => {
  describe.each([
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ['package.nls.json', `package.nls.${language}.json`],
  ])('of %s', (english, translated) => {
    const source = read(english);
    const translation = read(translated);

    it('has every sentence, in the order of the source, and no other', () => {
      expect(Object.keys(translation)).toEqual(Object.keys(source));
    });

    it.each(['places of values', 'links and commands', 'code', 'icons', 'lines'] as const)('keeps %s', (kind) => {
      const differing = Object.entries(source).flatMap(([key, sentence]) => {
        const [expected, found] = [sentence, translation[key] ?? ''].map((text) => marks[kind](text));
        return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ key, expected, found }];
      });
      expect(differing).toEqual([]);
    });

    it('has no empty sentence', () => {
      expect(Object.entries(translation).filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
    });
  });
});

/** What a translation leaves as it stands; sorted where its grammar may put it elsewhere. */
const marks = {
  'places of values': (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort(),
  'links and commands': (text: string) => (text.match(/\]\([^)]*\)/g) ?? []).sort(),
  code: (text: string) => (text.match(/`[^`]*`/g) ?? []).sort(),
  icons: (text: string) => text.match(/\$\([a-z-]+\)/g) ?? [],
  lines: (text: string) => text.split('\n').length,
};

function read(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
