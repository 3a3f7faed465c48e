import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { takeShard } from '../../../src/engine/maps/take-shard.ts';
import type { EsmEntry } from '../../../src/esm/entry.ts';
import type { Problem } from '../../../src/protocol/problem.ts';

const entry = (repo: string, revision = '1'): EsmEntry => ({ repo, revision, tags: [], downloads: 0 });
const problem: Problem = { area: 'hub', code: 'hub-offline-not-cached', repo: null, path: null };
const requested = (repos: string[], lost: string[] = []) => ({
  esms: repos.map((repo) => entry(repo)),
  lost: lost.map((repo) => ({ repo, problem })),
});
const shares = (maps: ReturnType<typeof requested>, of: number) =>
  Array.from({ length: of }, (_, index) => takeShard(maps, { index: index + 1, of }));

test('every map and every lost one is in exactly one share, and the shares are balanced', () => {
  const repos = fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 40 });
  fc.assert(
    fc.property(repos, fc.nat({ max: 10 }), fc.integer({ min: 1, max: 50 }), (names, lostCount, of) => {
      const maps = requested(names.slice(lostCount), names.slice(0, lostCount));
      const all = shares(maps, of);
      expect(all.flatMap(({ esms }) => esms.map(({ repo }) => repo)).sort()).toEqual(names.slice(lostCount).sort());
      expect(all.flatMap(({ lost }) => lost.map(({ repo }) => repo)).sort()).toEqual(names.slice(0, lostCount).sort());
      const sizes = all.map(({ esms, lost }) => esms.length + lost.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('the order in which the Hub lists the maps changes no share', () => {
  const repos = ['d', 'b', 'a', 'e', 'c'];
  const of = (maps: string[]) =>
    shares(requested(maps), 2).map(({ esms, part }) => [esms.map(({ repo }) => repo).sort(), part]);
  expect(of(repos)).toEqual(of(repos.toReversed()));
  expect(of(repos).map(([maps]) => maps)).toEqual([
    ['a', 'c', 'e'],
    ['b', 'd'],
  ]);
});

describe('the digest of the maps', () => {
  const digest = (maps: ReturnType<typeof requested>, index = 1) => takeShard(maps, { index, of: 2 }).part.maps;

  it('is the same in every share of a run', () => {
    expect(digest(requested(['a', 'b'], ['c']), 2)).toBe(digest(requested(['b', 'a'], ['c']), 1));
  });

  it('is another one for other maps, another revision, or a map that is lost', () => {
    const digests = [
      digest(requested(['a', 'b'])),
      digest(requested(['a', 'b', 'c'])),
      digest(requested(['a'], ['b'])),
      digest({ esms: [entry('a'), entry('b', '2')], lost: [] }),
    ];
    expect(new Set(digests).size).toBe(4);
  });
});
