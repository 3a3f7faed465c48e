import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { LogmeError, type LogmeErrorCode } from '../../src/logme/logme-error.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { Variant } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { plainLogme } from './oracle/plain-logme.ts';
import { type ProblemShape, randomExamples, randomMap } from './random-problem.ts';

function scorerOf(shape: Partial<ProblemShape>, variant: Variant = 'evidence') {
  const examples = randomExamples({ n: 300, d: 24, classes: 2, seed: 1, ...shape });
  return createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant, kernels });
}

function codeOf(attempt: () => unknown): LogmeErrorCode | undefined {
  try {
    attempt();
  } catch (error) {
    if (error instanceof LogmeError) return error.code;
    throw error;
  }
  return undefined;
}

describe.each([300, 40, 12])('maps that cannot be scored, %i examples', (n) => {
  const scorer = scorerOf({ n });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('with a weight that is %d', (value) => {
    for (const at of [0, 100, 24 * 24 - 1]) {
      const { weight, bias } = randomMap(24, 1);
      weight[at] = value;
      expect(codeOf(() => scorer.score({ weight, bias }))).toBe('map-not-finite');
    }
  });

  it('with a bias that is NaN', () => {
    const { weight } = randomMap(24, 1);
    expect(codeOf(() => scorer.score({ weight, bias: new Float32Array(24).with(23, Number.NaN) }))).toBe(
      'map-not-finite',
    );
  });

  it('of another size', () => {
    expect(codeOf(() => scorer.score({ weight: new Float32Array(25 * 24), bias: null }))).toBe('map-size');
    expect(codeOf(() => scorer.score({ weight: new Float32Array(24 * 24), bias: new Float32Array(23) }))).toBe(
      'map-size',
    );
  });

  it('and scores the next one as if nothing had been', () => {
    const before = scorerOf({ n }).score(randomMap(24, 2));
    expect(scorer.score(randomMap(24, 2))).toEqual(before);
  });
});

describe('a map without information', () => {
  it.each(['evidence', 'hfselect'] as const)('that is constant scores as the plain algorithm says (%s)', (variant) => {
    for (const n of [300, 40, 12]) {
      const examples = randomExamples({ n, d: 24, classes: 2, seed: 1 });
      const map = { weight: new Float32Array(24 * 24), bias: new Float32Array(24).fill(0.25) };
      const { evidence } = scorerOf({ n }, variant).score(map);
      plainLogme(examples, map, variant).forEach((value, k) => {
        expect(Math.abs(value - (evidence[k] ?? Number.NaN))).toBeLessThanOrEqual(1e-9);
      });
    }
  });

  it('does not beat the base model in the evidence variant, where n < d', () => {
    const scorer = scorerOf({ n: 20, noise: 0.1 });
    const constant = scorer.score({ weight: new Float32Array(24 * 24), bias: new Float32Array(24).fill(1) });
    expect(constant.score).toBeLessThan(scorer.scoreIdentity().score);
  });

  it('that is zero everywhere has no score where n >= d, and the evidence of no map where n < d', () => {
    const zero = { weight: new Float32Array(24 * 24), bias: null };
    expect(codeOf(() => scorerOf({ n: 300 }).score(zero))).toBe('score-not-finite');
    expect(codeOf(() => scorerOf({ n: 40 }).score(zero))).toBe('score-not-finite');
    expect(codeOf(() => scorerOf({ n: 12 }, 'hfselect').score(zero))).toBe('score-not-finite');
    const labels = randomExamples({ n: 12, d: 24, classes: 2, seed: 1 }).labels;
    const share = labels.reduce((sum, label) => sum + label, 0) / 12;
    expect(scorerOf({ n: 12 }).score(zero).evidence[1]).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI * share) + 1), 9);
  });
});

describe('maps of extreme size', () => {
  it.each([1e-36, 1e-15, 1e-6, 1e6, 1e12, 1e36])(
    'scaled by %d are scored as the plain algorithm says, n < d',
    (scale) => {
      const examples = randomExamples({ n: 20, d: 24, classes: 2, seed: 1 });
      const weight = randomMap(24, 3).weight.map((value) => value * scale);
      const { evidence } = scorerOf({ n: 20 }).score({ weight, bias: null });
      plainLogme(examples, { weight, bias: null }, 'evidence').forEach((value, k) => {
        expect(Math.abs(value - (evidence[k] ?? Number.NaN))).toBeLessThanOrEqual(1e-8);
      });
    },
  );

  it.each([1e-36, 1e-20, 1e-12, 1e-6, 1e-3, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18, 1e36])(
    'scaled by %d are scored likewise, n >= d',
    (scale) => {
      const examples = randomExamples({ n: 300, d: 24, classes: 2, seed: 1 });
      const weight = randomMap(24, 3).weight.map((value) => value * scale);
      const { evidence } = scorerOf({}).score({ weight, bias: null });
      plainLogme(examples, { weight, bias: null }, 'evidence').forEach((value, k) => {
        expect(Math.abs(value - (evidence[k] ?? Number.NaN))).toBeLessThanOrEqual(1e-6);
      });
    },
  );
});

describe('examples that cannot be used', () => {
  const good = randomExamples({ n: 10, d: 4, classes: 2, seed: 1 });
  const codeWith = (change: Partial<typeof good>) => codeOf(() => prepareStatistics({ ...good, ...change, kernels }));

  it('are refused', () => {
    expect(codeWith({})).toBeUndefined();
    expect(codeWith({ n: 11 })).toBe('examples-invalid');
    expect(codeWith({ n: 0, embeddings: new Float32Array(), labels: new Float64Array() })).toBe('examples-invalid');
    expect(codeWith({ labels: good.labels.slice(1) })).toBe('examples-invalid');
    expect(codeWith({ labels: good.labels.with(0, 2) })).toBe('examples-invalid');
    expect(codeWith({ labels: good.labels.with(0, 0.5) })).toBe('examples-invalid');
    expect(codeWith({ labels: good.labels.with(0, Number.NaN) })).toBe('examples-not-finite');
    expect(codeWith({ embeddings: good.embeddings.with(39, Number.NaN) })).toBe('examples-not-finite');
  });
});
