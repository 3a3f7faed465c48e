// How well the criterion of src/logme/float32-error.ts tells when float32 is enough: random problems, half of them nasty (labels that follow from the
// embeddings exactly or almost, steep spectra, large means, maps of rank 5 or of large scale), each also scored in float64.
//   node bench/scoring/float32-error.ts [seed]
import { createScorer } from '../../src/logme/create-scorer.ts';
import { iterateFixedPoint } from '../../src/logme/fixed-point.ts';
import { acceptedError } from '../../src/logme/float32-error.ts';
import { maximiseEvidence } from '../../src/logme/maximum-evidence.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { MapReduction } from '../../src/logme/reduce-map.ts';
import { ShiftedTridiagonal } from '../../src/logme/shifted-tridiagonal.ts';
import type { EmbeddingMap, SharedStatistics } from '../../src/logme/types.ts';
import { normal, type ProblemShape, randomExamples } from '../../test/logme/random-problem.ts';
import { formatTable } from '../table.ts';
import { readKernels } from './problem.ts';

const labels = { ordinary: 1, clear: 0.1, 'almost exact': 3e-3, exact: 0 };
const decays = [1, 0.1, 1e-2, 1e-4];
const offsets = [0.3, 3];
const shapes = [
  { n: 500, d: 128 },
  { n: 270, d: 128 },
  { n: 300, d: 340 },
];

/** What happened to the maps of one kind of problem. */
interface Tally {
  scored: number;
  float32: number;
  /** Largest difference from float64 among scores given in float32. */
  worst: number;
}

/** Prints, for each kind of labels and each shape, how many maps stayed in float32 and how far off they were. */
export function benchFloat32Error(seed = 1): void {
  const rows: string[][] = [];
  for (const { n, d } of shapes) {
    for (const [kind, noise] of Object.entries(labels)) {
      const tally: Tally = { scored: 0, float32: 0, worst: 0 };
      for (const classes of [0, 2, 5]) {
        for (const decay of decays) {
          for (const offset of offsets)
            scoreAll({ n, d, classes, decay, offset, noise, seed: seed + rows.length }, tally);
        }
      }
      const share = `${tally.float32} of ${tally.scored}`;
      rows.push([
        `${n} × ${d}`,
        kind,
        share,
        tally.worst.toExponential(1),
        tally.worst <= acceptedError ? 'yes' : 'NO',
      ]);
    }
  }
  console.log(formatTable(['n × d', 'labels', 'in float32', 'largest error of these', 'within 1e-6'], rows));
}

function scoreAll(shape: ProblemShape, tally: Tally): void {
  const kernels = readKernels();
  const statistics = prepareStatistics({ ...randomExamples(shape), kernels });
  const scorer = createScorer({ statistics, variant: 'evidence', kernels });
  const exact = new MapReduction(statistics, kernels, 'float64');
  for (const map of makeMaps(shape.d, shape.seed)) {
    const { precision, evidence } = scorer.score(map);
    tally.scored++;
    if (precision === 'float64') continue;
    tally.float32++;
    const expected = evidenceInFloat64(exact, map, statistics);
    for (const [target, value] of expected.entries()) {
      tally.worst = Math.max(tally.worst, Math.abs(value - (evidence[target] ?? Number.NaN)));
    }
  }
}

function evidenceInFloat64(reduction: MapReduction, map: EmbeddingMap, statistics: SharedStatistics): number[] {
  const { n, d, labelExponent } = statistics;
  const reduced = reduction.reduce(map);
  const system = new ShiftedTridiagonal(reduced.size);
  const evidences =
    n < d
      ? maximiseEvidence(reduced, system, n)
      : reduced.coordinates.map((_, target) => iterateFixedPoint(reduced, system, target, { n, d, labelExponent }));
  return evidences.map(({ evidence }) => evidence);
}

/** Near the identity, noise only, scaled up and down, with a large bias, of rank 5. */
function makeMaps(d: number, seed: number): EmbeddingMap[] {
  const next = normal(seed + 77);
  const near = (diagonal: number, noise: number): Float32Array =>
    Float32Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? diagonal : 0) + noise * next());
  const bias = (size: number): Float32Array => Float32Array.from({ length: d }, () => size * next());
  const rank = 5;
  const left = Float64Array.from({ length: d * rank }, next);
  const right = Float64Array.from({ length: d * rank }, next);
  const low = Float32Array.from({ length: d * d }, (_, i) => {
    const [row, column] = [Math.floor(i / d), i % d];
    return [0, 1, 2, 3, 4].reduce(
      (sum, j) => sum + 0.05 * (left[row * rank + j] ?? 0) * (right[column * rank + j] ?? 0),
      0,
    );
  });
  return [
    { weight: near(0.5, 0.02), bias: bias(0.1) },
    { weight: near(0, 0.05), bias: bias(0.1) },
    { weight: near(30, 1), bias: bias(1) },
    { weight: near(1e-3, 2e-5), bias: null },
    { weight: near(0.5, 0.02), bias: bias(30) },
    { weight: low, bias: bias(0.1) },
  ];
}

if (import.meta.main) benchFloat32Error(Number(process.argv[2] ?? 1));
