import { expect, test } from 'vitest';
import { whereGainIs } from '../../src/ranking/class-gains.ts';
import type { RankedTask, RankingDocument } from '../../src/ranking/document.ts';
import { answerParts } from '../../src/ranking/sentences/answer.ts';
import { scoreMeaning, strengthSentence } from '../../src/ranking/sentences/strength.ts';
import { english } from '../../src/ranking/sentences/translate.ts';
import { whySentence } from '../../src/ranking/sentences/why.ts';
import { makeDocument } from '../renderer/documents/make-document.ts';
import { clearlyHelps } from '../renderer/documents/recorded.ts';
import { withCertainty } from '../renderer/documents/with-certainty.ts';

/** A ranking whose first task gains so much in each class. */
function withGains(gains: readonly number[], standardError = 0.001): { document: RankingDocument; first: RankedTask } {
  const names = gains.map((_, index) => `class ${index}`);
  const made = withCertainty(makeDocument({ tasks: 5, classes: names }), { verdict: 'helps', standardError });
  const [best, ...others] = made.tasks;
  if (best === undefined || made.baseline === null) throw new Error('no task');
  const { baseline } = made;
  const evidence = gains.map((gain, index) => (baseline.evidence[index] ?? 0) + gain);
  const score = evidence.reduce((sum, value) => sum + value, 0) / gains.length;
  const first = { ...best, evidence, score };
  return { document: { ...made, tasks: [first, ...others] }, first };
}

function why(gains: readonly number[], standardError?: number): string {
  const { document, first } = withGains(gains, standardError);
  return whySentence(first, document, english);
}

test('where nearly all, most or a large part of the gain is in one class, a sentence says so', () => {
  expect(why([0.1, 0.005, 0.002, -0.01])).toBe('Nearly all of its gain is in one class: class 0.');
  expect(why([0.015, 0.09, 0.015, 0.014])).toBe('Most of its gain is in one class: class 1 (67 %).');
  expect(why([0.05, 0.06, 0.001, 0.001])).toBe('Nearly all of its gain is in two classes: class 1 and class 0.');
  // The first task of the sample dataset.
  const sample = [0.0263, 0.0089, 0.0075, 0.0058, 0.0042, 0.0038, 0.0022, 0.0017, 0.0017, 0.0009, 0.0007, -0.009];
  expect(why(sample, 0.0012)).toBe('A large part of its gain is in one class: class 0 (41 %).');
});

test('where there is no clear answer, nothing is said', () => {
  expect(why([0.03, 0.03, 0.03, 0.03])).toBe('');
  expect(why([0.05, 0.06, 0.001])).toBe('Most of its gain is in one class: class 1 (54 %).');
  // Two classes say the same of each other.
  expect(why([0.1, 0.001])).toBe('');
  // The class does not stand out by more than the sample explains, though the whole does.
  expect(why([0.03, 0.011, 0.01, 0.01], 0.0077)).toBe('');
  // The task is not likely to help.
  expect(why([0.1, 0.005, 0.002, -0.01], 0.1)).toBe('');
});

test('shares are of what classes gain, not of the whole, which losses would make smaller', () => {
  const { document, first } = withGains([0.1, 0.1, 0, -0.15]);
  expect(whereGainIs(first, document)).toEqual({ classes: [0, 1], share: 1, amount: 'nearly-all' });
});

test('the answer says it right after what to do', () => {
  const { document } = withGains([0.1, 0.005, 0.002, -0.01]);
  expect(answerParts(document).rest).toMatch(/^Nearly all of its gain is in one class: class 0\. /);
});

test('strength in words: what is added to what the base model tells', () => {
  const document = clearlyHelps();
  const { baseline } = document;
  if (baseline === null) throw new Error('no baseline');
  const told = { ...document, baseline: { ...baseline, constant: baseline.score - 0.1 } };
  const strength = (difference: number) => strengthSentence({ score: baseline.score + difference }, told, english);
  expect(strength(0.03)).toBe('With it the embeddings tell much more about your labels than without (30 %).');
  expect(strength(0.011)).toBe('With it the embeddings tell somewhat more about your labels than without (11 %).');
  expect(strength(-0.002)).toBe('With it the embeddings tell a little less about your labels than without (2 %).');
  expect(strength(0.0001)).toBe('With it the embeddings tell as much about your labels as without.');
  expect(strengthSentence({ score: 1 }, document, english)).toBe('');
  expect(scoreMeaning(told, english)).toContain(
    'know nothing of the texts score −0.7610, and the base model as it is −0.6610',
  );
});
