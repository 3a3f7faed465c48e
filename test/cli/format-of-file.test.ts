import { expect, it } from 'vitest';
import { formatOfFile } from '../../src/cli/commands/format-of-file.ts';

it.each([
  ['ranking.json', 'json'],
  ['a.b/Ranking.HTML', 'html'],
  ['page.htm', 'html'],
  ['ranking.csv', 'csv'],
  ['notes.md', 'md'],
  ['ranking.txt', 'table'],
  ['json', 'table'],
  ['.json', 'table'],
  ['a.json/ranking', 'table'],
  [undefined, 'table'],
] as const)('%s is written as %s', (out, format) => {
  expect(formatOfFile(out)).toBe(format);
});
