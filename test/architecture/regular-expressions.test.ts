import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';

// What is matched comes from strangers: files, the Hub, the middle of a text that is being written. No regular expression may take
// more than linear time for it, be it by backtracking (Trade, Self) or by trying again from every position (Move).

const source = resolve(import.meta.dirname, '../../src');

/** Those that take longer, with what bounds them. */
const bounded: Record<string, string> = {
  'dataset/sources/hub/file-pattern.ts': 'Move: a pattern of at most 4,096 characters (hub/datasets/card-configs.ts)',
};

/** Expressions that are put together while the program runs, with what they are made of. */
const assembled: Record<string, string> = {
  'dataset/sources/splits-in-names.ts': 'of words that stand in the source',
};

interface Expression {
  file: string;
  source: string;
  flags: string;
}

/** Every literal of the source, and the files that call `RegExp`. */
function expressionsOf(file: string): { literals: Expression[]; assembles: boolean } {
  const text = readFileSync(join(source, file), 'utf8');
  const { code } = transformSync(text, { loader: file.endsWith('x') ? 'tsx' : 'ts', target: 'esnext' });
  const literals: Expression[] = [];
  let assembles = false;
  full(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    if (node.type === 'Literal' && 'regex' in node && isRegex(node.regex))
      literals.push({ file, source: node.regex.pattern, flags: node.regex.flags });
    if ((node.type === 'NewExpression' || node.type === 'CallExpression') && 'callee' in node)
      assembles ||= isRegExp(node.callee);
  });
  return { literals, assembles };
}

function isRegex(value: unknown): value is { pattern: string; flags: string } {
  return typeof value === 'object' && value !== null && 'pattern' in value;
}

function isRegExp(callee: unknown): boolean {
  return typeof callee === 'object' && callee !== null && 'name' in callee && callee.name === 'RegExp';
}

/** How an expression can be made slow; empty where it cannot. */
function slownessOf({ source, flags }: Pick<Expression, 'source' | 'flags'>): string[] {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Trade: true, Self: true } });
  return reports.map(({ type, character }) => `${type}: a row of ${JSON.stringify(character.pick)}`);
}

describe('the analysis', () => {
  it.each([
    ['(a+)+$', 'Self'],
    ['^\\s*(.*?)\\s*$', 'Trade'],
    ['a+$', 'Move'],
  ])('knows %s for slow', (pattern, kind) => {
    expect(slownessOf({ source: pattern, flags: '' }).join()).toContain(kind);
  });
});

describe('the regular expressions of the source', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: source })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('logme/kernels/'));
  const found = files.map((file) => ({ file, ...expressionsOf(file) }));
  const literals = found.flatMap((entry) => entry.literals);

  it('are found', () => {
    expect(literals.length).toBeGreaterThan(100);
  });

  it('take linear time, or are bounded', () => {
    const slow = literals.flatMap((expression) => slownessOf(expression).map((reason) => ({ ...expression, reason })));
    expect(slow.filter(({ file }) => !(file in bounded))).toEqual([]);
    expect(new Set(slow.map(({ file }) => file))).toEqual(new Set(Object.keys(bounded)));
  });

  it('stand in the source as they are', () => {
    const assembling = found.filter(({ assembles }) => assembles).map(({ file }) => file);
    expect(assembling).toEqual(Object.keys(assembled));
  });
});
