import { describe, expect, it } from 'vitest';
import { foremostSkipped, skippedSentence } from '../../src/ranking/skipped-maps.ts';

const gone = (repo: string) => ({ repo, code: 'esm-no-config', detail: {} });
const small = (repo: string, found: number) => ({
  repo,
  code: 'esm-dimension-mismatch',
  detail: { expected: 768, found },
});
const coverage = { scored: 1, requested: 41, available: null };
const describeFact = ({ code }: { code: string }) => `is lost by ${code}.`;

describe('foremostSkipped', () => {
  it('names one map for each reason before a second of the same', () => {
    const many = Array.from({ length: 40 }, (_, i) => gone(`a/${i}`));
    const chosen = foremostSkipped([...many, small('b/1', 512), small('b/2', 512), small('b/3', 4)]);
    expect(chosen.map(({ repo }) => repo)).toEqual(['a/0', 'b/1', 'b/3']);
    expect(foremostSkipped(many).map(({ repo }) => repo)).toEqual(['a/0', 'a/1', 'a/2']);
  });
});

describe('skippedSentence', () => {
  it('counts, names the first few with their reasons, and counts the rest', () => {
    const skipped = Array.from({ length: 40 }, (_, i) => gone(`a/${i}`));
    expect(skippedSentence({ skipped, coverage }, describeFact)).toBe(
      '40 of 41 maps were skipped. a/0: is lost by esm-no-config. a/1: is lost by esm-no-config. a/2: is lost by esm-no-config. And 37 more.',
    );
    expect(skippedSentence({ skipped: [gone('a/b')], coverage }, () => 'a/b is gone.')).toBe(
      '1 of 41 maps was skipped. a/b is gone.',
    );
    expect(skippedSentence({ skipped: [gone('a/b')], coverage: null }, () => 'a/b is gone.')).toBe(
      '1 map was skipped. a/b is gone.',
    );
  });

  it('is empty where nothing was skipped, and brings no control characters of names', () => {
    expect(skippedSentence({ skipped: [], coverage }, describeFact)).toBe('');
    const hostile = skippedSentence({ skipped: [gone('a/\u001b[31mb')], coverage }, () => 'x\u0007\ny');
    expect(hostile).toBe('1 of 41 maps was skipped. a/ [31mb: x y');
  });
});
