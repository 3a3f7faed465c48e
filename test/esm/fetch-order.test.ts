import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EsmEntry } from '../../src/esm/entry.ts';
import { metadataFit, orderForFetching, type TargetTraits, wordsOf } from '../../src/esm/fetch-order.ts';

const traits: TargetTraits = {
  language: 'de',
  task: 'classification',
  textColumns: 1,
  words: wordsOf('product_reviews.csv sentiment'),
};

const entry = (repo: string, downloads = 0, tags: string[] = []): EsmEntry => ({
  repo,
  revision: 'a'.repeat(40),
  tags,
  downloads,
});
const repos = (entries: EsmEntry[]) => entries.map(({ repo }) => repo);

describe('orderForFetching', () => {
  it('puts cached maps first, then the fitting, then the downloaded, then by name', () => {
    const entries = [
      entry('o/ESM_b', 5),
      entry('o/ESM_a', 5),
      entry('o/ESM_popular', 900),
      entry('o/ESM_german', 0, ['de']),
      entry('o/ESM_reviews', 0),
      entry('o/ESM_here', 0),
    ];
    const order = orderForFetching(entries, traits, ({ repo }) => repo === 'o/ESM_here');
    expect(repos(order)).toEqual([
      'o/ESM_here',
      'o/ESM_german',
      'o/ESM_reviews',
      'o/ESM_popular',
      'o/ESM_a',
      'o/ESM_b',
    ]);
  });

  it('gives the same order whatever the order of the listing', () => {
    const entries = ['sst', 'imdb', 'mnli', 'stsb', 'amazon_reviews', 'x'].map((name, i) =>
      entry(`o/ESM_${name}`, i % 3),
    );
    const expected = repos(orderForFetching(entries, traits, () => false));
    const shuffled = fc.shuffledSubarray(entries, { minLength: entries.length });
    fc.assert(
      fc.property(shuffled, (some) => {
        expect(repos(orderForFetching(some, traits, () => false))).toEqual(expected);
      }),
    );
  });
});

describe('metadataFit', () => {
  it('counts language most, then words in common, then the kind of task', () => {
    expect(metadataFit(entry('o/ESM_x', 0, ['de']), traits)).toBe(5);
    expect(metadataFit(entry('o/ESM_sentiment_reviews'), traits)).toBe(4);
    expect(metadataFit(entry('o/ESM_x'), traits)).toBe(2);
    expect(metadataFit(entry('o/ESM_stsb'), traits)).toBe(1);
    expect(metadataFit(entry('o/ESM_mnli'), { ...traits, textColumns: 2 })).toBe(2);
    expect(metadataFit(entry('o/ESM_stsb'), { ...traits, task: 'regression', language: null })).toBe(1 + 1);
  });

  it('sees words of the dataset tag', () => {
    expect(metadataFit(entry('o/ESM_1', 0, ['dataset:o/sentiment']), traits)).toBe(3);
  });
});

describe('wordsOf', () => {
  it('splits at punctuation and camelCase and leaves out what tells nothing', () => {
    expect([...wordsOf('davidschulte/ESM_amazonReviews_multi.csv label')]).toEqual([
      'davidschulte',
      'amazon',
      'reviews',
      'multi',
    ]);
  });
});
