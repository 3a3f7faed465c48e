import { type DrawnScore, differenceTo, zOf } from '../../src/certainty/difference.ts';
import { rankingCertainty } from '../../src/certainty/ranking-certainty.ts';
import type { Verdict } from '../../src/certainty/verdict.ts';
import type { Examples } from '../../src/dataset/examples/examples.ts';
import { constantEvidence } from '../../src/logme/constant-evidence.ts';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LabelledEmbeddings, LogmeScore, Scorer, Variant } from '../../src/logme/types.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import type { SampleMap } from '../../test/logme/sample-hub.ts';
import { readKernels } from '../scoring/problem.ts';

/** As a run of the engine draws them. */
const draws = 1000;
const seed = 0;

/** A ranked task with its measured gain. */
export interface Placed {
  repo: string;
  gain: number;
  /** Score minus baseline, and that in standard errors; null where there is no certainty. */
  difference: number;
  z: number | null;
  /** Probability of being the first, and of being better than none. */
  first: number | null;
  helps: number | null;
}

/** A ranking against what was measured. */
export interface RankedTarget {
  target: string;
  /** In the order of the ranking. */
  tasks: Placed[];
  /** Indices; null where there is no certainty. */
  shortlist: number[] | null;
  verdict: Verdict | null;
}

/** A scorer with the draws of a run. */
export function drawingScorer(examples: LabelledEmbeddings, variant: Variant): Scorer {
  const kernels = readKernels();
  const { n } = examples;
  const statistics = prepareStatistics({ ...examples, kernels });
  const rows = Uint32Array.from({ length: n }, (_, row) => row);
  const basis = prepareInfluence({ examples, statistics, rows, kernels });
  const reweighting = { basis, draws, normals: standardNormals(draws * n, seed) };
  return createScorer({ statistics, variant, kernels, reweighting });
}

/** Ranks the measured tasks for labelled embeddings of the target. */
export function rankTarget(
  { name, gains }: { name: string; gains: ReadonlyMap<string, number> },
  sample: { examples: LabelledEmbeddings; warnings: Examples['warnings'] },
  maps: readonly SampleMap[],
  variant: Variant,
): RankedTarget {
  const scorer = drawingScorer(sample.examples, variant);
  const baseline = scorer.scoreIdentity();
  const scored = maps
    .flatMap(({ repo, map }) => {
      const gain = gains.get(repo);
      return gain === undefined ? [] : [{ repo, gain, score: scorer.score(map) }];
    })
    .sort((a, b) => b.score.score - a.score.score);
  const tasks = scored.map(({ repo, gain, score }) => {
    return { repo, gain, difference: score.score - baseline.score, z: null, first: null, helps: null };
  });
  const drawnBaseline = drawn(baseline);
  if (drawnBaseline === null) return { target: name, tasks, shortlist: null, verdict: null };
  const scores = scored.flatMap(({ score }) => drawn(score) ?? []);
  const few = ['dataset-few-rows', 'dataset-few-per-class'];
  const certainty = rankingCertainty({
    baseline: drawnBaseline,
    scores,
    constant: constantEvidence(prepareStatistics({ ...sample.examples, kernels: readKernels() })),
    rows: sample.examples.n,
    fewRows: sample.warnings.some(({ code }) => few.includes(code)),
  });
  return {
    target: name,
    tasks: tasks.map((task, index) => {
      const score = scores[index];
      const { first = null, helps = null } = certainty.tasks[index] ?? {};
      return { ...task, first, helps, z: score === undefined ? null : zOf(differenceTo(drawnBaseline, score)) };
    }),
    shortlist: certainty.shortlist,
    verdict: certainty.verdict,
  };
}

function drawn({ score, influence }: LogmeScore): DrawnScore | null {
  return influence === null ? null : { score, standardError: influence.standardError, draws: influence.draws };
}
