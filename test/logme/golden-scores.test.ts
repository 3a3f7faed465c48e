import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { Variant } from '../../src/logme/types.ts';
import { formulaCases, makeExamples, makeMap } from './formula-cases.ts';
import { caseNames, type GoldenResult, readCase, tolerance } from './golden-cases.ts';
import { kernels } from './kernels-in-tests.ts';
import { plainLogme } from './oracle/plain-logme.ts';

/** What a variant must give, and how closely. */
function expectation(result: GoldenResult, variant: Variant, fewExamples: boolean) {
  if (variant === 'hfselect' || !fewExamples) {
    return { score: result.score, evidence: result.per_class, within: tolerance(result) };
  }
  return { score: result.evidence_score, evidence: result.evidence_per_class, within: 1e-6 };
}

function differencesTo(expected: number[] | undefined, evidence: Float64Array): number[] {
  expect(expected).toHaveLength(evidence.length);
  return (expected ?? []).map((value, k) => Math.abs(value - (evidence[k] ?? Number.NaN)));
}

describe.each(caseNames)('golden case %s', (name) => {
  const { examples, maps } = readCase(name);
  const { n, d } = examples;
  const statistics = prepareStatistics({ ...examples, kernels });

  describe.each(['evidence', 'hfselect'] as const)('variant %s', (variant) => {
    const scorer = createScorer({ statistics, variant, kernels });

    it.each(maps)('scores $result.esm as the reference', ({ result, map }) => {
      const scored = scorer.score(map);
      const expected = expectation(result, variant, n < d);
      expect(Math.abs(scored.score - (expected.score ?? Number.NaN))).toBeLessThanOrEqual(expected.within);
      const differences = differencesTo(expected.evidence, scored.evidence);
      if (Math.max(...differences) <= 1e-6) return;
      // Of the mean the reference's float32 noise is in the golden file; of a class the oracle tells it.
      const noise = differencesTo(plainLogme(examples, map, variant), scored.evidence);
      expect(Math.max(...noise)).toBeLessThanOrEqual(1e-8);
    });

    it('scores the base model as the identity map', () => {
      const identity = maps.find(({ result }) => result.esm === 'identity');
      const expected = identity && expectation(identity.result, variant, n < d).score;
      expect(Math.abs(scorer.scoreIdentity().score - (expected ?? Number.NaN))).toBeLessThanOrEqual(1e-6);
      expect(scorer.regime).toBe(n < d ? 'n<d' : 'n>=d');
    });
  });
});

describe.each(formulaCases)('formula case $rows × $dimension, $classes classes', (formula) => {
  const examples = makeExamples(formula);
  const statistics = prepareStatistics({ ...examples, kernels });
  const scorer = createScorer({ statistics, variant: 'hfselect', kernels });
  const indices = formula.scores.map((_, index) => index);

  it('is made from the same numbers', () => {
    expect([...examples.embeddings.subarray(0, 6)]).toEqual(formula.embeddings_first_row);
    expect([...examples.labels.subarray(0, 20)]).toEqual(formula.labels_first);
    expect([...makeMap(formula, 0).weight.subarray(0, 6)]).toEqual(formula.weight_first_row);
  });

  it.each(indices)('scores map %i as the reference, to 1e-7', (index) => {
    const { score } = scorer.score(makeMap(formula, index));
    expect(Math.abs(score - (formula.scores[index] ?? Number.NaN))).toBeLessThanOrEqual(1e-7);
  });
});
