import { createEstimators } from '../../src/estimators/create-estimators.ts';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LabelledEmbeddings } from '../../src/logme/types.ts';
import { embedTexts, firstRows, labelled, type SampleMap, sampleMaps } from '../../test/logme/sample-hub.ts';
import { readKernels } from '../scoring/problem.ts';
import type { MeasuredTarget } from './measured.ts';
import type { Table } from './outcomes.ts';

const sizes = [200, 100, 60];
const names = ['logme', 'hscore', 'knn', 'ridge'] as const;

type Name = (typeof names)[number];

/** A measured task with its score by one estimator. */
interface Scored {
  score: number;
  gain: number;
}

/** Regret@1, 3 and 5, and Spearman's correlation of scores and gains, by estimator and rows; means over the targets that it is defined for. */
export async function estimatorTable(targets: readonly MeasuredTarget[]): Promise<Table> {
  const maps = await sampleMaps();
  const found = new Map<string, Scored[][]>();
  for (const target of targets) {
    const { texts } = await firstRows(target.file, Math.max(...sizes), target.task);
    const embeddings = await embedTexts(texts);
    for (const rows of sizes) {
      const examples = labelled(await firstRows(target.file, rows, target.task), embeddings);
      for (const [name, scored] of scoresOf(examples, target, maps)) {
        const key = `${name} ${rows}`;
        found.set(key, [...(found.get(key) ?? []), scored]);
      }
    }
  }
  const rows = names.flatMap((name) =>
    sizes.map((size) => {
      const rankings = found.get(`${name} ${size}`) ?? [];
      const regrets = [1, 3, 5].map((count) => (100 * mean(rankings.map((own) => regret(own, count)))).toFixed(1));
      return [name, `${size}`, `${rankings.length}`, ...regrets, mean(rankings.map(spearman)).toFixed(2)];
    }),
  );
  return { header: ['estimator', 'rows', 'targets', 'regret@1', '@3', '@5', 'correlation'], rows };
}

function scoresOf(
  examples: LabelledEmbeddings,
  { gains }: MeasuredTarget,
  maps: readonly SampleMap[],
): Map<Name, Scored[]> {
  const kernels = readKernels();
  const logme = createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant: 'evidence', kernels });
  const others = examples.classes === 0 ? (['knn', 'ridge'] as const) : (['hscore', 'knn', 'ridge'] as const);
  const estimators = createEstimators({ examples, estimators: others, kernels });
  const scores = new Map<Name, Scored[]>();
  for (const { repo, map } of maps) {
    const gain = gains.get(repo);
    if (gain === undefined) continue;
    const own = { logme: logme.score(map).score, ...estimators.score(map) };
    for (const name of names) {
      const score = own[name];
      if (score !== undefined) scores.set(name, [...(scores.get(name) ?? []), { score, gain }]);
    }
  }
  return scores;
}

function regret(scored: readonly Scored[], count: number): number {
  const first = scored.toSorted((a, b) => b.score - a.score).slice(0, count);
  const best = (tasks: readonly Scored[]) => Math.max(...tasks.map(({ gain }) => gain));
  return best(scored) - best(first);
}

function spearman(scored: readonly Scored[]): number {
  const [a, b] = [ranks(scored.map(({ score }) => score)), ranks(scored.map(({ gain }) => gain))];
  const centre = (scored.length - 1) / 2;
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, index) => sum + (value - centre) * ((y[index] ?? 0) - centre), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

/** From 0; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
