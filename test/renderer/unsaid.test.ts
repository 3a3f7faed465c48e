import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Node, parse } from 'acorn';
import { full } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

// Every text of the page is said, so that it can be translated: between tags, and in the attributes that people see or hear.

const source = resolve(import.meta.dirname, '../../src/renderer');

/** Properties whose text is shown or read out: of elements, and of the page's own components. */
const shown = ['children', 'aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label', 'text'];

/** Texts with words that stand in the tags as they are. */
function unsaidIn(text: string): string[] {
  const { code } = transformSync(text, { loader: 'tsx', jsx: 'automatic', target: 'esnext' });
  const found: string[] = [];
  full(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    const [, properties] = isElement(node) ? node.arguments : [];
    if (properties?.type !== 'ObjectExpression') return;
    for (const property of properties.properties) {
      if (property.type !== 'Property' || !shown.includes(nameOf(property.key))) continue;
      found.push(...textsOf(property.value).filter((each) => /\p{L}{2}/u.test(each)));
    }
  });
  return found;
}

interface ElementCall extends Node {
  arguments: AnyNode[];
}

type AnyNode = import('acorn').AnyNode;

function isElement(node: Node): node is ElementCall {
  if (node.type !== 'CallExpression' || !('callee' in node)) return false;
  const { callee } = node;
  return callee instanceof Object && 'name' in callee && /^jsxs?$/.test(String(callee.name));
}

function nameOf(key: AnyNode): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}

/** The literal texts that an expression can be; what a call gives is not looked at. */
function textsOf(node: AnyNode): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return [...node.quasis.map(({ value }) => value.cooked ?? ''), ...node.expressions.flatMap(textsOf)];
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : textsOf(node.left)), ...textsOf(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [node.left, node.right].flatMap(textsOf) : [];
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element === null ? [] : textsOf(element)));
    default:
      return [];
  }
}

describe('the law', () => {
  it.each([
    ['<p>Rank again</p>', ['Rank again']],
    ['<p>{n} rows</p>', [' rows']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    ['<p>{`All ${n} rows`}</p>', ['All ', ' rows']],
    ["<p>{n === 1 ? 'one row' : say('{0} rows', n)}</p>", ['one row']],
    ["<p>{n > 0 && 'some'}</p>", ['some']],
    ["<p>{kind === 'head' && name}</p>", []],
    ["<p>{name ?? 'nobody'}</p>", ['nobody']],
    ["<p>{name + ' again'}</p>", [' again']],
    ['<button title="Close">✕</button>', ['Close']],
    ['<button aria-label="Close">✕</button>', ['Close']],
    ["<p class=\"muted\" title={say('Close')}>{say('Rows')} · {name} ± 3</p>", []],
  ])('finds what is not said in %s', (text, unsaid) => {
    expect(unsaidIn(text)).toEqual(unsaid);
  });
});

describe('the renderer', () => {
  const files = globSync('**/*.tsx', { cwd: source });

  it('has parts', () => {
    expect(files.length).toBeGreaterThan(30);
  });

  it.each(files)('says every text of %s', (file) => {
    expect(unsaidIn(readFileSync(resolve(source, file), 'utf8'))).toEqual([]);
  });
});
