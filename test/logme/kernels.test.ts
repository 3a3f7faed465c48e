import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { loadKernels } from '../../src/logme/load-kernels.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { builds } from './kernels-in-tests.ts';
import { randomExamples, randomMap } from './random-problem.ts';

describe('the compiled kernels', () => {
  it('are those that the committed hashes name', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../src/logme/kernels/kernels.sha256'), 'utf8');
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(`${hash(builds.relaxed)}  logme-relaxed.wasm\n${hash(builds.simd)}  logme-simd.wasm\n`).toBe(committed);
  });

  it('give the same scores with and without relaxed SIMD', () => {
    const map = randomMap(64, 2);
    const evidences = [builds.relaxed, builds.simd].map((build) => {
      const kernels = loadKernels({ relaxed: build, simd: build });
      const statistics = prepareStatistics({ ...randomExamples({ n: 400, d: 64, classes: 3, seed: 1 }), kernels });
      const scored = createScorer({ statistics, variant: 'evidence', kernels }).score(map);
      expect(scored.precision).toBe('float32');
      return scored.evidence;
    });
    const [relaxed, plain] = evidences;
    relaxed?.forEach((value, k) => {
      expect(Math.abs(value - (plain?.[k] ?? Number.NaN))).toBeLessThanOrEqual(2e-7);
    });
  });
});

describe('loadKernels', () => {
  it('takes the plain build where the engine cannot run the relaxed one', () => {
    const unknown = new Uint8Array([0, 97, 115, 109, 99, 0, 0, 0]);
    expect(() => loadKernels({ relaxed: unknown, simd: unknown })).toThrow();
    const module = loadKernels({ relaxed: unknown, simd: builds.simd });
    const statistics = prepareStatistics({ ...randomExamples({ n: 20, d: 6, classes: 2, seed: 3 }), kernels: module });
    expect(statistics.rank).toBe(6);
  });
});
