import { describe, expect, it } from 'vitest';
import type { DrawnScore } from '../../src/certainty/difference.ts';
import { rankingCertainty } from '../../src/certainty/ranking-certainty.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import { normal } from '../logme/random-problem.ts';

// Rankings whose truth is known: each row of a sample adds to each score what is true of the map, something that it adds to all scores, and noise.

const rows = 100;
const draws = 200;
const normals = standardNormals(rows * draws, 0);

/** What a simulated ranking is like; sizes are in standard errors of a difference to the baseline. */
interface Population {
  /** The true advantage of each map over the baseline. */
  truths: readonly number[];
  seed: number;
}

/** A sample's ranking, with which map of the population each score is of. */
function simulate({ truths, seed }: Population) {
  const next = normal(seed);
  const common = Array.from({ length: rows }, () => 10 * next());
  // Of two independent numbers the difference varies by √2.
  const size = Math.sqrt(rows / 2);
  const scoreOf = (truth: number) => {
    const added = common.map((value) => value + size * next());
    const mean = added.reduce((sum, value) => sum + value, 0) / rows;
    const influence = added.map((value) => value - mean);
    return { score: truth + mean, influence, draws: reweighted(influence) };
  };
  const baseline = scoreOf(0);
  const maps = truths
    .map((truth, map): DrawnScore & { map: number } => {
      const { influence, ...score } = scoreOf(truth);
      return { map, ...score, standardError: distance(influence, baseline.influence) / rows };
    })
    .sort((a, b) => b.score - a.score);
  return { maps, certainty: rankingCertainty({ baseline, scores: maps, constant: null, rows, fewRows: false }) };
}

function distance(some: readonly number[], others: readonly number[]): number {
  return Math.sqrt(some.reduce((sum, value, row) => sum + (value - (others[row] ?? 0)) ** 2, 0));
}

function reweighted(influence: readonly number[]): Float32Array {
  return Float32Array.from({ length: draws }, (_, draw) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += (normals[draw * rows + row] ?? 0) * (influence[row] ?? 0);
    return sum / rows;
  });
}

function shareOf(count: number, holds: (seed: number) => boolean): number {
  return Array.from({ length: count }, (_, seed) => holds(seed + 1)).filter(Boolean).length / count;
}

describe('of a known truth', () => {
  it('a map that is as good as the baseline is said to help in at most 5 % of samples', () => {
    const share = shareOf(500, (seed) => simulate({ truths: [0], seed }).certainty.verdict === 'helps');
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.075);
  });

  it('so is the first of fifty that are', () => {
    const truths = Array.from({ length: 50 }, () => 0);
    expect(shareOf(120, (seed) => simulate({ truths, seed }).certainty.verdict === 'helps')).toBeLessThan(0.09);
  });

  it('one that is better among fifty that are not is found, and is what the verdict means', () => {
    const truths = Array.from({ length: 50 }, (_, map) => (map === 17 ? 6 : 0));
    const found = shareOf(50, (seed) => {
      const { maps, certainty } = simulate({ truths, seed });
      return certainty.verdict === 'helps' && maps[0]?.map === 17;
    });
    expect(found).toBeGreaterThan(0.9);
  });

  it.each([1])('of 100 near ties the first is the best as often as P(first) says: spread %d', (spread) => {
    let said = 0;
    const samples = 200;
    const right = shareOf(samples, (seed) => {
      const next = normal(1e6 + seed);
      const truths = Array.from({ length: 100 }, () => spread * next());
      const { maps, certainty } = simulate({ truths, seed });
      said += (certainty.tasks[0]?.first ?? 0) / samples;
      return maps[0]?.map === truths.indexOf(Math.max(...truths));
    });
    expect(Math.abs(said - right)).toBeLessThan(0.1);
  });
});
