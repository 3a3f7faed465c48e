import { permutationStart } from '../../dataset/examples/sampling/permutation.ts';
import { prepareInfluence } from '../../logme/influence-basis.ts';
import type { LabelledEmbeddings, Reweighting, SharedStatistics, Variant } from '../../logme/types.ts';
import { standardNormals } from '../../random/standard-normals.ts';
import type { RankingDocument } from '../../ranking/document.ts';

/** How many random reweightings of the rows a certainty rests on. */
const draws = 1000;

/** Of the normal numbers, and of the choice of rows. Fixed: parts of a ranking must be reweighted alike. */
const seed = 0;

/** Of larger samples a random part of so many rows is reweighted. */
const mostRows = 2000;

/** The reweightings of a run, and what its document says of them. */
export interface RunReweighting {
  reweighting: Reweighting;
  method: NonNullable<RankingDocument['method']['certainty']>;
}

/**
 * Draws the reweightings of a sample, in memory that threads share: for 1,000 rows of 768 dimensions 0.3 s and 7 MB. Null where scores are no evidence
 * (`hfselect` where n < d). The rows of a large sample are the first 2,000 of `numpy.random.default_rng(0).permutation(n)`.
 */
export async function drawReweighting(params: {
  examples: LabelledEmbeddings;
  statistics: SharedStatistics;
  variant: Variant;
  kernels: WebAssembly.Module;
  signal: AbortSignal;
}): Promise<RunReweighting | null> {
  const { examples, statistics, variant, kernels, signal } = params;
  if (variant === 'hfselect' && examples.n < examples.d) return null;
  const rows = await reweightedRows(examples.n, signal);
  const { basis, unexplained } = prepareInfluence({ examples, statistics, rows, kernels });
  return {
    reweighting: {
      basis: { rows: rows.length, basis: inSharedMemory(basis), unexplained: inSharedMemory(unexplained) },
      draws,
      normals: inSharedMemory(standardNormals(draws * rows.length, seed)),
    },
    method: { kind: 'infinitesimal-jackknife', draws, seed, rows: rows.length },
  };
}

async function reweightedRows(n: number, signal: AbortSignal): Promise<Uint32Array> {
  if (n <= mostRows) return Uint32Array.from({ length: n }, (_, row) => row);
  return (await permutationStart(n, mostRows, BigInt(seed), signal)).sort();
}

function inSharedMemory(numbers: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}
