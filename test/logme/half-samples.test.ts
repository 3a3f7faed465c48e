import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LabelledEmbeddings } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { uniform } from './random-problem.ts';
import { embedTexts, firstRows, labelled, rowsOf, type SampleMap, sampleMaps } from './sample-hub.ts';

const datasets = join(import.meta.dirname, '../../samples/datasets');
const halves = 100;

/** A difference to the baseline, and its standard error by the influence of the rows. */
interface Estimate {
  difference: number;
  standardError: number;
}

function estimates(examples: LabelledEmbeddings, maps: readonly SampleMap[]): Estimate[] {
  const statistics = prepareStatistics({ ...examples, kernels });
  const rows = Uint32Array.from({ length: examples.n }, (_, row) => row);
  const basis = prepareInfluence({ examples, statistics, rows, kernels });
  const reweighting = { basis, draws: 1, normals: new Float32Array(examples.n) };
  const scorer = createScorer({ statistics, variant: 'evidence', kernels, reweighting });
  const baseline = scorer.scoreIdentity().score;
  return maps.map(({ map }) => {
    const { score, influence } = scorer.score(map);
    return { difference: score - baseline, standardError: influence?.standardError ?? Number.NaN };
  });
}

/** Half of the rows, drawn without replacement. */
function halfOf(n: number, seed: number): number[] {
  const next = uniform(seed);
  const keys = Array.from({ length: n }, next);
  return [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)).slice(0, n / 2);
}

function spread(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)) * (values.length / (values.length - 1)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('standard errors', () => {
  it.each([
    ['package-use.csv', 90, 0.7, 1.7],
    ['package-use.csv', 300, 0.8, 1.4],
    ['package-size.jsonl', 90, 0.7, 1.7],
    ['package-size.jsonl', 300, 0.8, 1.4],
    ['verb-category.parquet', 90, 0.7, 1.7],
    ['verb-category.parquet', 300, 0.8, 1.4],
  ])('are the spread over half-samples: %s, %d rows', async (file, n, least, most) => {
    const maps = await sampleMaps(4);
    const examples = await firstRows(join(datasets, file), n);
    const sample = labelled(examples, await embedTexts(examples.texts));
    const all = Array.from({ length: halves }, (_, half) => estimates(rowsOf(sample, halfOf(n, half + 1)), maps));
    const ratios = maps.map((_, map) => {
      const each = all.flatMap((half) => half[map] ?? []);
      // Half of a finite population: its mean varies by √½ of what that of a fresh sample of the same size would.
      const fresh = Math.SQRT2 * spread(each.map(({ difference }) => difference));
      return meanOf(each.map(({ standardError }) => standardError)) / fresh;
    });
    const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)];
    expect(median).toBeGreaterThan(least);
    expect(median).toBeLessThan(most);
  });
});
