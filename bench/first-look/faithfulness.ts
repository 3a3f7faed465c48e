import type { Verdict } from '../../src/certainty/verdict.ts';
import { lookRows } from '../../src/engine/maps/first-look.ts';
import { makeProblem } from './generated-maps.ts';
import { completedBy, type ExactRanking, lookAt, rankCorrelation, rankExactly } from './sample.ts';

const dimension = 768;

interface Outcome {
  verdict: Verdict;
  shortlist: number;
  correlation: number;
  whole: number;
  firstSurvives: boolean;
  shortlistSurvives: boolean;
}

/** Samples that are tried: maps that are planted to fit well, rows, and seeds. */
interface Samples {
  planted: number[];
  rows: number[];
  seeds: number[];
}

const allSamples: Samples = { planted: [4, 0], rows: [300, 90], seeds: [1, 2, 3] };

/** How often the exact first and the exact shortlist of generated maps are whole after a first look. */
export async function faithfulnessTables(
  maps: number,
  samples = allSamples,
): Promise<{ title: string; header: string[]; rows: string[][] }[]> {
  const lines = samples.planted.flatMap((planted) =>
    samples.rows.flatMap((n) =>
      samples.seeds.map((seed) => [`${planted}`, `${n}`, `${seed}`, ...cells(outcomeOf({ planted, n, seed, maps }))]),
    ),
  );
  const title = `${maps} generated maps, d = ${dimension}, a look at ${lookRows(dimension)} rows`;
  const header = ['planted', 'n', 'seed', 'verdict', 'Spearman', 'whole', 'first', 'shortlist of'];
  return [{ title, header, rows: lines }];
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
    shortlistSurvives: shortlist.every((index) => whole.has(index)),
  };
}

function cells({ verdict, correlation, whole, firstSurvives, shortlistSurvives, shortlist }: Outcome): string[] {
  const word = (is: boolean) => (is ? 'survives' : 'lost');
  return [verdict, correlation.toFixed(2), `${whole}`, word(firstSurvives), `${shortlist}: ${word(shortlistSurvives)}`];
}
