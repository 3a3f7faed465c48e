import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEsmWeights } from '../../src/esm/weights.ts';
import { ProblemError } from '../../src/protocol/problem.ts';

const golden = join(import.meta.dirname, '../golden/esm');
const dimension = 48;
const read = (name: string) => readEsmWeights(name, readFileSync(join(golden, name, 'model.safetensors')), dimension);

function problemOf(name: string): unknown {
  try {
    read(name);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
}

describe('readEsmWeights', () => {
  it.each(['version-0.1.0', 'version-0.2.0', 'no-version', 'oldest-config', 'run-3'])('reads %s', (name) => {
    const { weight, bias } = read(name);
    expect(weight.length).toBe(dimension * dimension);
    expect(bias?.length).toBe(dimension);
    // Weights of a small map: none is zero, none is far from it.
    expect(weight.every((value) => value !== 0 && Math.abs(value) < 2)).toBe(true);
  });

  it('reads a map without bias', () => {
    expect(read('no-bias').bias).toBeNull();
  });

  it('widens float16: the same numbers as its float32 source to half precision', () => {
    const exact = read('no-version').weight;
    const half = read('float16-weights').weight;
    const worst = Math.max(...half.map((value, i) => Math.abs(value - (exact[i] ?? Number.NaN))));
    expect(worst).toBeGreaterThan(0);
    // binary16 rounds to 11 significant bits.
    expect(worst).toBeLessThanOrEqual(2 ** -11 * Math.max(...exact.map(Math.abs)));
  });

  it.each([
    ['bad-architecture', { code: 'esm-unsupported-architecture', tensors: expect.arrayContaining(['model.0.weight']) }],
    ['bad-dimension', { code: 'esm-dimension-mismatch', expected: 48, found: 49 }],
    ['bad-header-length', { code: 'esm-damaged-weights', reason: 'header-length' }],
    ['bad-html-error-page', { code: 'esm-damaged-weights', reason: 'header-length' }],
    ['bad-offsets', { code: 'esm-damaged-weights', reason: 'truncated' }],
    ['bad-truncated', { code: 'esm-damaged-weights', reason: 'truncated' }],
  ])('refuses %s', (name, problem) => {
    expect(problemOf(name)).toMatchObject({ ...problem, repo: name });
  });
});
