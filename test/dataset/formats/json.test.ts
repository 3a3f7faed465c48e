import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSplitter } from '../../../src/dataset/formats/json/row-splitter.ts';
import { WrittenFloat } from '../../../src/dataset/table/values.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const chunks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const record = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });

/** What the splitter cuts out of a text that comes in chunks. */
function split(text: string, sizes: readonly number[]) {
  const splitter = new RowSplitter(1 << 20);
  const bytes = new TextEncoder().encode(text);
  const elements = [];
  for (let position = 0, turn = 0; position < bytes.length; turn++) {
    const end = position + (sizes[turn % sizes.length] ?? 1);
    elements.push(...splitter.push(bytes.slice(position, end)));
    position = end;
  }
  return {
    elements: elements.map(({ key, text: element }) => ({ key, value: JSON.parse(element) })),
    shape: splitter.end(),
  };
}

describe('RowSplitter', () => {
  it('cuts an array into its elements, in chunks of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), chunks, (values, indent, sizes) => {
        const { elements, shape } = split(JSON.stringify(values, null, indent), sizes);
        expect(elements).toEqual(JSON.parse(JSON.stringify(values)).map((value: unknown) => ({ key: null, value })));
        expect(shape).toMatchObject({ outer: 'array', truncated: false, trailingAt: null });
      }),
    );
  });

  it('finds the arrays of objects in an object, in chunks of any size', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), record, chunks, (rows, others, sizes) => {
        const rest = Object.fromEntries(
          Object.entries(others).filter(([key]) => key !== 'rows' && key !== '__proto__'),
        );
        const outer = JSON.stringify({ ...rest, rows });
        const arrays = Object.entries(JSON.parse(outer)).filter(
          ([, value]) => Array.isArray(value) && isObject(value[0]),
        );
        const { elements, shape } = split(outer, sizes);
        expect(elements).toEqual(arrays.flatMap(([key, values]) => [values].flat().map((value) => ({ key, value }))));
        expect(shape.rowArrays).toEqual(arrays.map(([key]) => key));
      }),
    );
  });

  it('says where the text ends too early', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), fc.nat(), (rows, cut) => {
        const text = JSON.stringify(rows);
        const bytes = new TextEncoder().encode(text);
        const splitter = new RowSplitter(1 << 20);
        splitter.push(bytes.slice(0, 1 + (cut % (bytes.length - 1))));
        expect(splitter.end().truncated).toBe(true);
      }),
    );
  });
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('JSON', () => {
  it('gives the union of the fields, and null where a row has not got one', async () => {
    const content =
      '[{"text": "a", "label": 1}, {"text": "b", "extra": {"x": [1]}}, {"label": null, "toString": "own"}]';
    const { names, rows } = await rowsOf(memorySource('rows.json', content));
    expect(names).toEqual(['text', 'label', 'extra', 'toString']);
    expect(rows.map(({ values }) => values)).toEqual([
      ['a', 1, null, null],
      ['b', null, { kind: 'struct', preview: '{"x":[1]}' }, null],
      [null, null, null, 'own'],
    ]);
  });

  it('keeps floats floats, and reads what Python writes for numbers that are none', async () => {
    const content = '{"a": 1.0, "b": 1, "c": NaN, "d": -Infinity, "e": "NaN 1.0", "f": 2e3}\n{"a": 2.5}\n';
    const { rows } = await rowsOf(memorySource('rows.jsonl', content));
    expect(rows[0]?.values).toEqual([
      new WrittenFloat(1),
      1,
      null,
      Number.NEGATIVE_INFINITY,
      'NaN 1.0',
      new WrittenFloat(2000),
    ]);
  });

  it.each([
    ['lines in a .json file', 'rows.json', '{"text": "a"}\n{"text": "b"}\n'],
    ['lines without a name', 'rows', '{"text": "a"}\n\n{"text": "b"}'],
    ['an array in a .jsonl file', 'rows.jsonl', '[{"text": "a"},\n{"text": "b"}]'],
    ['an array over many lines', 'rows.json', '[\n  {\n    "text": "a"\n  },\n  {\n    "text": "b"\n  }\n]\n'],
    [
      'an array under a key',
      'rows.json',
      '{"version": [1, 2], "empty": [], "data": [{"text": "a"}, {"text": "b"}], "n": {"x": []}}',
    ],
    ['Windows line ends', 'rows.jsonl', '{"text": "a"}\r\n{"text": "b"}\r\n'],
    ['a byte order mark', 'rows.json', '\ufeff[{"text": "a"}, {"text": "b"}]'],
  ])('finds %s', async (_, name, content) => {
    const { rows } = await rowsOf(memorySource(name, content));
    expect(rows.map(({ number, values }) => [number, ...values])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('reads UTF-16', async () => {
    const content = Buffer.from('\ufeff[{"text": "für 💡"}]', 'utf16le');
    expect((await rowsOf(memorySource('rows.json', content, [3]))).rows[0]?.values).toEqual(['für 💡']);
  });

  it.each([
    ['[[1], [2]]', { code: 'dataset-json-shape', found: 'array-of-arrays' }],
    ['["a", "b"]', { code: 'dataset-json-shape', found: 'array-of-values' }],
    [
      '{"text": ["a"], "label": [1]}',
      { code: 'dataset-json-shape', found: 'object-of-arrays', keys: ['text', 'label'] },
    ],
    ['{"text": "a", "label": 1}', { code: 'dataset-json-shape', found: 'object', keys: ['text', 'label'] }],
    ['{"a": [{"x": 1}], "b": [{"x": 1}]}', { code: 'dataset-json-shape', found: 'several-arrays', keys: ['a', 'b'] }],
    ['"text"', { code: 'dataset-json-shape', found: 'value' }],
    ['[{"a": 1}, {"a": }]', { code: 'dataset-invalid-json', row: 2 }],
    ['[{"a": 1}, {"a": 2', { code: 'dataset-truncated-file', row: 2 }],
    ['[{"a": 1}] {"b": 2}', { code: 'dataset-json-goes-on', line: 1 }],
    ['{\n  "a": "{\\n",\n  "b": 1\n}\n\n{\n  "a": "x"\n}\n', { code: 'dataset-json-goes-on', line: 6 }],
    ['[]', { code: 'dataset-no-rows' }],
    ['{"data": []}', { code: 'dataset-no-rows' }],
    ['  \n', { code: 'dataset-no-rows' }],
  ])('refuses %s', async (content, problem) => {
    expect(await problemOf(rowsOf(memorySource('rows.json', content)))).toMatchObject(problem);
  });

  it('marks lines that are no objects', async () => {
    const { rows } = await rowsOf(memorySource('rows.jsonl', '{"a": 1}\n[1]\n{"a": \n{"a": 2}\n{"a": 3}\n{"a"'));
    expect(rows.map(({ fault }) => fault?.reason ?? null)).toEqual([
      null,
      'unreadable-row',
      'unreadable-row',
      null,
      null,
      'unreadable-row',
    ]);
  });

  it('stops at a row that is too long', async () => {
    const line = `{"a": "${'b'.repeat((1 << 25) + 10)}"}`;
    for (const [name, content] of [
      ['rows.jsonl', `{"a": 1}\n${line}`],
      ['rows.json', `[{"a": 1}, ${line}]`],
    ] as const) {
      const problem = await problemOf(rowsOf(memorySource(name, content, [1 << 20])));
      expect(problem).toMatchObject({ code: 'dataset-row-too-large', row: 2 });
    }
  });
});
