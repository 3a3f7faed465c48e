import { expect, it } from 'vitest';
import { isCardLanguage, languageCodes } from '../../src/protocol/card-terms.ts';
import { nearestLanguage } from '../../src/recipe/nearest-language.ts';

it.each([
  ['English', 'en'],
  ['german', 'de'],
  ['Englsh', 'en'],
  ['EN', 'en'],
  ['pt-BR', 'pt'],
  ['zh_Hans', 'zh'],
  ['no such one', null],
  ['', null],
  ['e', null],
])('of %s the language is %s', (written, code) => {
  expect(nearestLanguage(written)).toBe(code);
});

it('takes what cards take', () => {
  // ISO 639-1 has 183 codes; bh and sh were withdrawn.
  expect(languageCodes.length).toBe(185);
  expect(['en', 'deu', 'code', 'multilingual'].every(isCardLanguage)).toBe(true);
  expect(['EN', 'xx', 'english', 'en-US', 'e', '', 'codes'].some(isCardLanguage)).toBe(false);
});
