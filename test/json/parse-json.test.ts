import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonBeyondLimits, maxDepth, parseJson } from '../../src/json/parse-json.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, limits = {}) => parseJson(bytesOf(text), { maxBytes: 1e6, ...limits });

describe('parseJson', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('takes brackets and commas in strings for text', () => {
    const text = JSON.stringify({ [`${'['.repeat(500)}"`]: `\\"${'{,'.repeat(500)}\\` });
    expect(parse(text, { maxValues: 2 })).toEqual(JSON.parse(text));
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('takes %s up to a depth, and not beyond', (_, open, close) => {
    const nested = (depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    expect(parse(nested(maxDepth))).toBeDefined();
    expect(() => parse(nested(maxDepth + 1))).toThrow(JsonBeyondLimits);
    // Cut off, as a parser would notice only at its end.
    expect(() => parse(open.repeat(100_000))).toThrow(JsonBeyondLimits);
  });

  it('bounds bytes and values', () => {
    expect(() => parse('[1,2,3]', { maxBytes: 6 })).toThrow('7 bytes of JSON, above 6');
    expect(parse('[1,2,3]', { maxValues: 4 })).toEqual([1, 2, 3]);
    expect(() => parse('[1,2,3]', { maxValues: 3 })).toThrow('more than 3 values');
    expect(() => parse(`[${'{},'.repeat(10)}{}]`, { maxValues: 20 })).toThrow('more than 20 values');
  });

  it.each(['', '{', '"', '"\\', '[1,]', 'NaN', '{"a":1}}'])('fails on %o as JSON.parse does', (text) => {
    expect(() => parse(text)).toThrow(SyntaxError);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });
});
