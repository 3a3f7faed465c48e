import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { escapeMarkdown, toMarkdown } from '../../../src/ranking/export/markdown.ts';
import { plainLine } from '../../../src/ranking/plain-text.ts';
import { hostile, hostileNames, manyTasks, withSkipped } from '../../renderer/documents/recorded.ts';

/** The text that a reader sees; fails on anything that is more than text. */
function shownText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'escape' || (token.type === 'text' && !('tokens' in token && token.tokens)))
        return unescapeHtml(token);
      throw new Error(`${token.type}: ${token.raw}`);
    })
    .join('');
}

function unescapeHtml(token: Token): string {
  const text = 'text' in token ? String(token.text) : '';
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#64;', '@').replaceAll('&amp;', '&');
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table';
}

function tableOf(markdown: string): Tokens.Table {
  const table = marked.lexer(markdown).find(isTable);
  if (table === undefined) throw new Error('no table');
  return table;
}

function cellText(escaped: string): string {
  const table = tableOf(`| a | b |\n| --- | --- |\n| ${escaped} | end |\n`);
  expect(table.rows.length).toBe(1);
  expect(table.rows[0]?.[1]?.text).toBe('end');
  return shownText(table.rows[0]?.[0]?.tokens ?? []);
}

test.each(hostileNames)('a table cell shows %j literally', (name) => {
  expect(cellText(escapeMarkdown(name))).toBe(plainLine(name));
});

test('any text is shown literally in a table cell', () => {
  const marks = fc.string({ unit: fc.constantFrom(...'\\`*_{}[]()#+-.!|<>~$&;:@/ahtpsw1 \n') });
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), marks);
  fc.assert(
    fc.property(anyText, (text) => {
      const plain = plainLine(text)
        .replace(/[^\S\n]+/gu, ' ')
        .trim();
      expect(
        cellText(escapeMarkdown(text))
          .replace(/[^\S\n]+/gu, ' ')
          .trim(),
      ).toBe(plain);
    }),
    { numRuns: 2000 },
  );
});

test('the table holds each task and the baseline at its place', () => {
  const table = tableOf(toMarkdown(manyTasks()));
  expect(table.rows.length).toBe(1501);
  const place = table.rows.findIndex((row) => row[1]?.text.includes('Baseline'));
  expect(manyTasks().tasks[place - 1]?.score).toBeGreaterThan(-0.661);
  expect(manyTasks().tasks[place]?.score).toBeLessThanOrEqual(-0.661);
});

test('the first tasks only, and the baseline still', () => {
  const { rows } = tableOf(toMarkdown(manyTasks(), { top: 3 }));
  expect(rows.map((row) => row[0]?.text)).toEqual(['1', '2', '3', '…', '', '…']);
  expect(rows[4]?.[1]?.text).toContain('Baseline');
});

test('what was left out is listed', () => {
  const markdown = toMarkdown(withSkipped());
  expect(markdown).toContain('3 rows dropped:\n\n- empty text: 3 rows (17, 80, 402)');
  expect(markdown).toContain('13 maps skipped:');
  expect(markdown).toContain('dimension mismatch (expected 768, found 512)');
  expect(markdown).toContain('few per class (classes');
});

test('hostile names give no HTML, link or image', () => {
  const rendered = marked.parse(toMarkdown(hostile()), { async: false });
  const tags = new Set([...rendered.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag));
  expect([...tags].sort()).toEqual(['li', 'p', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul']);
});
