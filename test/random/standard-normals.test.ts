import { expect, it } from 'vitest';
import { Pcg64 } from '../../src/random/pcg64.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';

// Expected numbers: NumPy 2, as the doc comments say.

it('gives the uniform numbers of NumPy', () => {
  const generator = new Pcg64(42n);
  expect([generator.nextDouble(), generator.nextDouble(), generator.nextDouble()]).toEqual([
    0.7739560485559633, 0.4388784397520523, 0.8585979199113825,
  ]);
});

it('gives NumPy’s uniform numbers as normal ones, two by two', () => {
  const expected = [1.11866323, -0.84306601, 0.26825063, 1.70805611, 0.59196701, -0.60282676];
  const normals = standardNormals(6, 7);
  for (const [index, value] of expected.entries()) expect(normals[index]).toBeCloseTo(value, 6);
});

it('has the moments of a standard normal', () => {
  const normals = standardNormals(100_001, 0);
  const mean = (power: number) => normals.reduce((sum, x) => sum + x ** power, 0) / normals.length;
  expect(Math.abs(mean(1))).toBeLessThan(0.01);
  expect(Math.abs(mean(2) - 1)).toBeLessThan(0.02);
  expect(Math.abs(mean(3))).toBeLessThan(0.05);
  expect(Math.abs(mean(4) - 3)).toBeLessThan(0.1);
});
