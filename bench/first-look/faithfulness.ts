import type { Verdict } from '../../src/certainty/verdict.ts';
import { lookRows } from '../../src/engine/maps/first-look.ts';
import { makeProblem } from './generated-maps.ts';
import { completedBy, type ExactRanking, lookAt, rankCorrelation, rankExactly } from './sample.ts';

const dimension = 768;

interface Outcome {
  verdict: Verdict;
  /** Tasks, and how many of them are whole. */
  shortlist: number;
  kept: number;
  correlation: number;
  whole: number;
  firstSurvives: boolean;
}

/** Samples that are tried: maps that are planted to fit well, rows, and seeds. */
interface Samples {
  planted: number[];
  rows: number[];
  seeds: number[];
}

/** So many maps are scored in seconds; all in a minute or two a sample. */
const fewMaps = { maps: 300, samples: { planted: [4, 0], rows: [300, 90], seeds: [1, 2, 3] } };
const manySamples: Samples = { planted: [4, 0], rows: [300], seeds: [1, 2] };

/** How often the exact first and the exact shortlist of generated maps are whole after a first look. */
export function faithfulnessTables(maps: number): { title: string; header: string[]; rows: string[][] }[] {
  const all = maps > fewMaps.maps ? [fewMaps, { maps, samples: manySamples }] : [{ ...fewMaps, maps }];
  return all.map(faithfulnessTable);
}

function faithfulnessTable({ maps, samples }: { maps: number; samples: Samples }) {
  const lines = samples.planted.flatMap((planted) =>
    samples.rows.flatMap((n) =>
      samples.seeds.map((seed) => [`${planted}`, `${n}`, `${seed}`, ...cells(outcomeOf({ planted, n, seed, maps }))]),
    ),
  );
  const title = `${maps} generated maps, d = ${dimension}, a look at ${lookRows(dimension)} rows`;
  const header = ['planted', 'n', 'seed', 'verdict', 'Spearman', 'whole', 'first', 'shortlist'];
  return { title, header, rows: lines };
}

function outcomeOf({ planted, n, seed, maps }: { planted: number; n: number; seed: number; maps: number }): Outcome {
  const { examples, mapAt } = makeProblem({ n, d: dimension, classes: 4, planted, seed });
  const ranking = rankExactly(examples, mapAt, maps);
  const looks = lookAt(ranking, mapAt, maps, lookRows(dimension));
  return { ...survivors(ranking, completedBy(ranking, looks)), correlation: rankCorrelation(looks, ranking.exact) };
}

function survivors({ order, shortlist, verdict }: ExactRanking, whole: ReadonlySet<number>) {
  return {
    verdict,
    shortlist: shortlist.length,
    whole: whole.size,
    firstSurvives: whole.has(order[0] ?? -1),
    kept: shortlist.filter((index) => whole.has(index)).length,
  };
}

function cells({ verdict, correlation, whole, firstSurvives, kept, shortlist }: Outcome): string[] {
  const first = firstSurvives ? 'survives' : 'lost';
  return [verdict, correlation.toFixed(2), `${whole}`, first, `${kept} of ${shortlist}`];
}
