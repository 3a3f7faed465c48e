import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { lineAndColumn } from '../../src/recipe/text-range.ts';

const whole = `# which task first?
rank:
  dataset: hf:owner/tickets
  config: en
  split: test
  encoding: cp1251
  text: [title, body]
  label: kind
  task: classification
  model: bert-base-multilingual-uncased
  examples: 500
  seed: 7
  esms:
    - davidschulte/ESM_a
    - davidschulte/ESM_b
  max-esms: 100
  cached-only: true
  variant: hfselect
  pooling: first
  top: 20
`;

/** The mistakes of a recipe, each as `line:column code marked-text`. */
function mistakesOf(text: string): string[] {
  return parseRecipe(text).mistakes.map(({ problem, range }) => {
    const { line, column } = lineAndColumn(text, range.start);
    return `${line}:${column} ${problem.code} ${text.slice(range.start, range.end)}`.trimEnd();
  });
}

/** A recipe that is right but for the lines given. */
const withLines = (...lines: string[]) =>
  `rank:\n  dataset: a.csv\n  model: m\n${lines.map((line) => `  ${line}\n`).join('')}`;

describe('a faultless recipe', () => {
  it('gives the request with every setting', () => {
    const recipe = parseRecipe(whole);
    expect(recipe.mistakes).toEqual([]);
    expect(recipe.request).toEqual({
      dataset: 'hf:owner/tickets',
      config: 'en',
      split: 'test',
      encoding: 'windows-1251',
      textColumns: ['title', 'body'],
      labelColumn: 'kind',
      task: 'classification',
      model: 'bert-base-multilingual-uncased',
      examples: 500,
      seed: '7',
      esms: ['davidschulte/ESM_a', 'davidschulte/ESM_b'],
      maxEsms: 100,
      cachedOnly: true,
      variant: 'hfselect',
      pooling: 'first',
    });
    expect(recipe.kind === 'rank' && recipe.values.top).toBe(20);
  });

  it('needs no more than the dataset and the model', () => {
    const { request } = parseRecipe('rank: {dataset: a.csv, model: m}');
    expect(request).toEqual({ dataset: 'a.csv', model: 'm', cachedOnly: false, variant: 'evidence' });
  });

  it('takes one text where a list may stand', () => {
    expect(parseRecipe(withLines('text: body', 'esms: a/b')).request).toMatchObject({
      textColumns: ['body'],
      esms: ['a/b'],
    });
  });

  it('takes an alias for what it stands for, in a list too', () => {
    const { request } = parseRecipe(withLines('label: &l kind', 'text: [*l, body]', 'esms: &e [a/b, c/d]'));
    expect(request).toMatchObject({ labelColumn: 'kind', textColumns: ['kind', 'body'], esms: ['a/b', 'c/d'] });
  });

  it('takes columns and files as they are written, whatever YAML makes of them', () => {
    const { request } = parseRecipe('rank:\n  dataset: 2024\n  model: m\n  text: [0, true, 1.50]\n  label: 007\n');
    expect(request).toMatchObject({ dataset: '2024', textColumns: ['0', 'true', '1.50'], labelColumn: '007' });
  });

  it('keeps a seed of any size to the digit, and null for the first rows', () => {
    expect(parseRecipe(withLines('seed: 340282366920938463463374607431768211456')).request?.seed).toBe(
      '340282366920938463463374607431768211456',
    );
    expect(parseRecipe(withLines('seed: 0042')).request?.seed).toBe('42');
    expect(parseRecipe(withLines('seed: null')).request?.seed).toBe(null);
    expect(parseRecipe(withLines()).request?.seed).toBe(undefined);
  });

  it('follows anchors', () => {
    expect(parseRecipe(withLines('text: &it body', 'label: *it')).request?.labelColumn).toBe('body');
  });

  it('remembers where everything stands', () => {
    const { places, head } = parseRecipe(whole);
    const marked = ({ start, end }: { start: number; end: number }) => whole.slice(start, end);
    expect(marked(head)).toBe('rank');
    expect(places.text?.items.map(({ range }) => marked(range))).toEqual(['title', 'body']);
    expect(places.model && marked(places.model.value)).toBe('bert-base-multilingual-uncased');
    expect(places['max-esms'] && marked(places['max-esms'].key)).toBe('max-esms');
  });
});

describe('every mistake is marked where it is', () => {
  const cases: [string, string, string[]][] = [
    ['nothing', '', ['1:1 recipe-no-rank']],
    ['only a comment', '# hello\n', ['1:1 recipe-no-rank']],
    ['a text', 'hello', ['1:1 recipe-no-rank']],
    ['the line rank left out', 'dataset: a.csv\nmodel: m\n', ['1:1 recipe-no-rank']],
    ['a misspelt rank', 'rnak:\n  dataset: a.csv\n', ['1:1 recipe-unknown-key rnak']],
    ['a second thing at the top', `${withLines()}train:\n  a: 1\n`, ['4:1 recipe-rank-and-train train']],
    ['rank without settings', 'rank:\n', ['1:1 recipe-missing-key rank', '1:1 recipe-missing-key rank']],
    ['rank with a text', 'rank: a.csv\n', ['1:7 recipe-wrong-type a.csv']],
    ['a missing model', 'rank:\n  dataset: a.csv\n', ['1:1 recipe-missing-key rank']],
    ['an unknown key', withLines('max_esms: 3'), ['4:3 recipe-unknown-key max_esms']],
    ['a repeated key', withLines('label: a', 'label: b'), ['5:3 recipe-repeated-key label']],
    ['a text for a number', withLines('examples: many'), ['4:13 recipe-wrong-type many']],
    ['a quoted number', withLines('examples: "5"'), ['4:13 recipe-wrong-type "5"']],
    ['a fraction', withLines('examples: 1.5'), ['4:13 recipe-bad-number 1.5']],
    ['zero examples', withLines('examples: 0'), ['4:13 recipe-bad-number 0']],
    ['a negative seed', withLines('seed: -1'), ['4:9 recipe-bad-number -1']],
    ['yes for true', withLines('cached-only: yes'), ['4:16 recipe-wrong-type yes']],
    ['a mistake in a filter', withLines('filter: language=en exmaples>=5'), ['4:23 filter-unknown-field exmaples']],
    ['one in a quoted filter', withLines("filter: 'task~a examples>=x'"), ['4:29 filter-not-a-number x']],
    ['a filter that ends too soon', withLines('filter: language='), ['4:19 filter-expected-value =']],
    ['an unknown encoding', withLines('encoding: cp1259'), ['4:13 recipe-not-one-of cp1259']],
    ['an alias for nothing in a list', withLines('text: [*l, body]'), ['4:10 recipe-no-anchor *l']],
    ['an alias for nothing', withLines('label: *l'), ['4:10 recipe-no-anchor *l']],
    ['an alias for a list in a list', withLines('esms: &l [a/b]', 'text: [*l, body]'), ['5:10 recipe-wrong-type *l']],
    ['an unknown variant', withLines('variant: evidense'), ['4:12 recipe-not-one-of evidense']],
    ['a list for a text', withLines('label: [a, b]'), ['4:10 recipe-wrong-type [a, b]']],
    ['a list in a list', withLines('text: [a, [b]]'), ['4:13 recipe-wrong-type [b]']],
    ['an empty list', withLines('text: []'), ['4:9 recipe-wrong-type []']],
    ['a key without a value', withLines('label:'), ['4:3 recipe-wrong-type label']],
    ['an unclosed list', withLines('text: [a, b'), ['5:1 recipe-not-yaml']],
    [
      'settings that are indented ever deeper',
      'rank:\n  dataset: a.csv\n    label: b\n      model: m\n',
      ['2:12 recipe-not-yaml a.csv'],
    ],
    ['two documents', `${withLines()}---\nrank:\n`, ['4:1 recipe-several-documents ---']],
  ];

  it.each(cases)('%s', (_, text, expected) => {
    expect(mistakesOf(text)).toEqual(expected);
    expect(parseRecipe(text).request).toBe(null);
  });

  it('names the nearest key and value', () => {
    const { mistakes } = parseRecipe(withLines('exmaples: 3', 'variant: Evidence', 'nonsense: 1'));
    expect(mistakes.map(({ problem }) => ('nearest' in problem ? problem.nearest : undefined))).toEqual([
      'examples',
      'evidence',
      null,
    ]);
  });

  it('reads what it can beside a mistake', () => {
    const { values, places } = parseRecipe(withLines('text: body', 'examples: many'));
    expect(values).toMatchObject({ dataset: 'a.csv', text: ['body'] });
    expect(places.examples).toBeDefined();
  });
});

it('never throws, and always has a request or a mistake', () => {
  const lines = fc.constantFrom(
    'rank:',
    '  dataset: a',
    '  model: m',
    '  text: [a',
    '  - b',
    ' x',
    '\t',
    '&a *a',
    '? : ',
    "'",
    '|',
    '{}',
    '!!t',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(lines).map((parts) => parts.join('\n')),
      ),
      (text) => {
        const { request, mistakes } = parseRecipe(text);
        expect(request === null).toBe(mistakes.length > 0);
        for (const { range } of mistakes) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});

it('does not read a text that is no recipe by its length', () => {
  const { mistakes, request } = parseRecipe(`rank:\n${'  a: &a [*a]\n'.repeat(20_000)}`);
  expect(mistakes.map(({ problem }) => problem.code)).toEqual(['recipe-too-long']);
  expect(request).toBeNull();
});

it.each([
  ['second-colon', 'rank:\n  label: a: b\n'],
  ['indentation', 'rank:\n  dataset: x\n label: y\n'],
  ['indentation', 'rank:\n dataset: x\n   label: y\n'],
  ['no-colon', 'rank:\n  dataset x\n  label: y\n'],
  ['tab', 'rank:\n\tdataset: x\n'],
  ['open-quote', 'rank:\n  dataset: "x\n'],
  ['open-quote', "rank:\n  dataset: 'x\n"],
  ['open-bracket', 'rank:\n  text: [a, b\n  label: c\n'],
  ['open-bracket', 'rank:\n  text: [a, "b" c]\n'],
  ['needs-quotes', 'rank:\n  label: @x\n'],
  ['needs-quotes', 'rank:\n  label: "a" b\n'],
  ['backslash', 'rank:\n  dataset: "C:\\data.csv"\n'],
])('says %s where that is what the parser means', (fault, text) => {
  expect(parseRecipe(text).mistakes.map(({ problem }) => problem)).toMatchObject([{ code: 'recipe-not-yaml', fault }]);
});
