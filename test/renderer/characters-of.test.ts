import { expect, it } from 'vitest';
import { charactersOf } from '../../src/renderer/table/characters-of.ts';

it.each([
  ['▲ likely', 8],
  ['+0.0384 ± 0.0118', 16],
  ['1\u202f500', 5],
  ['▲ 很可能', 8],
  ['有帮助吗？', 10],
  ['分数（LogME）', 13],
  ['한국어', 6],
  ['日本語の', 8],
  ['Größe → λ', 9],
])('%s takes the room of %i Latin characters', (text, characters) => {
  expect(charactersOf(text)).toBe(characters);
});
