import { type LookedAt, nextToComplete, ofLook } from '../../src/certainty/contenders.ts';
import { type Difference, type DrawnScore, differenceTo } from '../../src/certainty/difference.ts';
import { rankingCertainty } from '../../src/certainty/ranking-certainty.ts';
import type { Verdict } from '../../src/certainty/verdict.ts';
import { constantEvidence } from '../../src/logme/constant-evidence.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { EmbeddingMap, LabelledEmbeddings, LogmeScore, Scorer } from '../../src/logme/types.ts';
import { readKernels } from '../scoring/problem.ts';
import { drawingScorer } from '../transfers/rank-target.ts';

/** The exact ranking of some maps for one sample. Maps are named by their index. */
export interface ExactRanking {
  examples: LabelledEmbeddings;
  scorer: Scorer;
  /** To the baseline. */
  exact: Difference[];
  /** The best first. */
  order: number[];
  shortlist: number[];
  verdict: Verdict;
}

/** Scores all maps whole. */
export function rankExactly(
  examples: LabelledEmbeddings,
  mapAt: (index: number) => EmbeddingMap,
  maps: number,
): ExactRanking {
  const scorer = drawingScorer(examples, 'evidence');
  const baseline = drawn(scorer.scoreIdentity());
  const scores = Array.from({ length: maps }, (_, index) => drawn(scorer.score(mapAt(index))));
  const order = [...scores.keys()].sort((a, b) => (scores[b]?.score ?? 0) - (scores[a]?.score ?? 0));
  const { shortlist, verdict } = rankingCertainty({
    baseline,
    scores: order.flatMap((index) => scores[index] ?? []),
    constant: constantEvidence(prepareStatistics({ ...examples, kernels: readKernels() })),
    rows: examples.n,
    fewRows: false,
  });
  return {
    examples,
    scorer,
    exact: scores.map((score) => differenceTo(baseline, score)),
    order,
    shortlist: shortlist.flatMap((place) => order[place] ?? []),
    verdict,
  };
}

/** Looks at the first rows of all maps. */
export function lookAt(
  { scorer, examples: { d } }: ExactRanking,
  mapAt: (index: number) => EmbeddingMap,
  maps: number,
  rows: number,
): Difference[] {
  const baseline = drawn(scorer.scoreIdentity(rows));
  return Array.from({ length: maps }, (_, index) => {
    const { weight, bias } = mapAt(index);
    const part = { weight: weight.subarray(0, rows * d), bias: bias?.subarray(0, rows) ?? null };
    return differenceTo(baseline, drawn(scorer.score(part)));
  });
}

/** What is whole at the end of a first look. */
export function completedBy({ exact }: ExactRanking, looks: readonly Difference[]): ReadonlySet<number> {
  const maps: LookedAt[] = looks.map((look) => ({ look: ofLook(look), exact: null }));
  const whole = new Set<number>();
  for (let next = nextToComplete(maps); next.length > 0; next = nextToComplete(maps)) {
    for (const index of next) {
      whole.add(index);
      const look = maps[index]?.look;
      if (look !== undefined) maps[index] = { look, exact: exact[index] ?? look };
    }
  }
  return whole;
}

/** A score that comes with its draws. */
export function drawn({ score, influence }: LogmeScore): DrawnScore {
  if (influence === null) throw new Error('the score has no influence');
  return { score, standardError: influence.standardError, draws: influence.draws };
}

/** Spearman's correlation of two orders. */
export function rankCorrelation(some: readonly Difference[], others: readonly Difference[]): number {
  const places = (values: readonly Difference[]) => {
    const order = [...values.keys()].sort((a, b) => (values[b]?.value ?? 0) - (values[a]?.value ?? 0));
    const own = new Float64Array(values.length);
    for (const [place, index] of order.entries()) own[index] = place;
    return own;
  };
  const [a, b] = [places(some), places(others)];
  const squared = a.reduce((sum, place, index) => sum + (place - (b[index] ?? 0)) ** 2, 0);
  return 1 - (6 * squared) / (a.length * (a.length ** 2 - 1));
}
