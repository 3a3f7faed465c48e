import type { LabelledEmbeddings, Scorer } from '../../src/logme/types.ts';
import { uniform } from '../../test/logme/random-problem.ts';
import { embedTexts, firstRows, labelled, rowsOf, type SampleMap, sampleMaps } from '../../test/logme/sample-hub.ts';
import type { MeasuredTarget } from './measured.ts';
import type { Table } from './outcomes.ts';
import { drawingScorer } from './rank-target.ts';

const sizes = [150, 80];
const samples = 24;
/** At most so many rows are the population; a target may have fewer. */
const mostRows = 500;

/**
 * Estimated standard errors over the true ones, median over the maps, and how often 95 % intervals hold the mean difference. True: the spread over samples
 * without replacement of all rows, by √(1 − n/N) too small for a fresh sample (finite population).
 */
export async function calibrationTable(targets: readonly MeasuredTarget[]): Promise<Table> {
  const maps = await sampleMaps();
  const rows: string[][] = [];
  for (const target of targets) {
    const examples = await firstRows(target.file, mostRows, target.task);
    const all = labelled(examples, await embedTexts(examples.texts));
    for (const n of sizes.filter((size) => size < 0.8 * all.n)) {
      rows.push([target.name, `${n} of ${all.n}`, ...calibration(all, n, maps)]);
    }
  }
  return { header: ['target', 'rows', 'estimated / true', '95 % intervals hold'], rows };
}

function calibration(all: LabelledEmbeddings, n: number, maps: readonly SampleMap[]): string[] {
  const each = Array.from({ length: samples }, (_, sample) => {
    const scorer = drawingScorer(rowsOf(all, someRows(all.n, n, sample + 1)), 'evidence');
    return differences(scorer, maps);
  });
  const correction = Math.sqrt(1 - n / all.n);
  const held: boolean[] = [];
  const ratios = maps.map((_, map) => {
    const own = each.flatMap((sample) => sample[map] ?? []);
    const centre = mean(own.map(({ value }) => value));
    const spread = Math.sqrt(own.reduce((sum, { value }) => sum + (value - centre) ** 2, 0) / (own.length - 1));
    for (const { value, standardError } of own) {
      held.push(Math.abs(value - centre) <= 1.96 * standardError * correction);
    }
    return (mean(own.map(({ standardError }) => standardError)) * correction) / spread;
  });
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return [median.toFixed(2), `${(100 * mean(held.map(Number))).toFixed(1)} %`];
}

function differences(scorer: Scorer, maps: readonly SampleMap[]) {
  const baseline = scorer.scoreIdentity().score;
  return maps.map(({ map }) => {
    const { score, influence } = scorer.score(map);
    return { value: score - baseline, standardError: influence?.standardError ?? Number.NaN };
  });
}

function someRows(all: number, n: number, seed: number): number[] {
  const next = uniform(seed);
  const keys = Array.from({ length: all }, next);
  return [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)).slice(0, n);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
