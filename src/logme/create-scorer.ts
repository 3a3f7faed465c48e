import { iterateFixedPoint } from './fixed-point.ts';
import {
  acceptedError,
  agree,
  loweredByRounding,
  roundingErrorOfEvidence,
  smallSample,
  withoutSmallestEigenvalue,
} from './float32-error.ts';
import { LogmeError } from './logme-error.ts';
import { maximiseEvidence } from './maximum-evidence.ts';
import { MapReduction, type ReducedMap } from './reduce-map.ts';
import { RowInfluence } from './row-influence.ts';
import { type Optimum, sharpenOptimum } from './sharpen-optimum.ts';
import { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';
import type {
  EmbeddingMap,
  Influence,
  LogmeScore,
  Regime,
  Reweighting,
  Scorer,
  SharedStatistics,
  Variant,
} from './types.ts';

/**
 * Makes a scorer with its own memory (20 MB at d = 768, 30 MB more once float64 is needed, 8 to 15 MB more with
 * reweightings of 1,000 to 2,000 rows); one per thread. Synchronous.
 *
 * @param params.reweighting of the same examples; without it, or null, scores come without influence
 */
export function createScorer(params: {
  statistics: SharedStatistics;
  variant: Variant;
  kernels: WebAssembly.Module;
  reweighting?: Reweighting | null;
}): Scorer {
  const { statistics, variant, kernels, reweighting = null } = params;
  return new LogmeScorer(statistics, variant, kernels, reweighting);
}

/** A score with ψ before it is compared with that of the baseline. */
type ScoreOfRows = Omit<LogmeScore, 'influence'> & { influenceOfRows: Float64Array | null };

class LogmeScorer implements Scorer {
  readonly regime: Regime;
  readonly #statistics: SharedStatistics;
  readonly #kernels: WebAssembly.Module;
  /** The maximum of the evidence, or the reference's fixed point. */
  readonly #maximum: boolean;
  /** Whether T has an eigenvalue that is exactly 0, by which the fixed point is judged: only if the embeddings have full rank. */
  readonly #hasZeroEigenvalue: boolean;
  readonly #system: ShiftedTridiagonal;
  readonly #influence: RowInfluence | null;
  /** ψ of the base model's own embeddings in their first so many dimensions, where it is known. */
  readonly #baselineInfluence = new Map<number, Float64Array | null>();
  #float32: MapReduction | null;
  #float64: MapReduction | null = null;

  constructor(
    statistics: SharedStatistics,
    variant: Variant,
    kernels: WebAssembly.Module,
    reweighting: Reweighting | null,
  ) {
    const { n, d, rank } = statistics;
    this.regime = n >= d ? 'n>=d' : 'n<d';
    this.#statistics = statistics;
    this.#kernels = kernels;
    this.#maximum = variant === 'evidence' && n < d;
    this.#system = new ShiftedTridiagonal(rank + 1);
    const isEvidence = variant === 'evidence' || n >= d;
    this.#influence = reweighting !== null && isEvidence ? new RowInfluence(statistics, reweighting, kernels) : null;
    this.#hasZeroEigenvalue = rank === d;
    const judged = this.#maximum || this.#hasZeroEigenvalue;
    this.#float32 = n > smallSample && judged ? new MapReduction(statistics, kernels, 'float32') : null;
    // Where float32 is not enough for the embeddings themselves it is not tried for their maps.
    if (this.#float32 !== null && this.#scoreInFloat32(this.#float32, this.#identity(d)) === null) this.#float32 = null;
  }

  score(map: EmbeddingMap): LogmeScore {
    this.#checkSize(map);
    const { influenceOfRows, ...score } = this.#scoreRows(map);
    return { ...score, influence: influenceOfRows && this.#reweighted(influenceOfRows, this.#rowsOf(map)) };
  }

  scoreIdentity(rows = this.#statistics.d): LogmeScore {
    return this.score(this.#identity(rows));
  }

  #rowsOf({ weight }: EmbeddingMap): number {
    return weight.length / this.#statistics.d;
  }

  #scoreRows(map: EmbeddingMap): ScoreOfRows {
    const { d, rank } = this.#statistics;
    const rows = this.#rowsOf(map);
    if (rows < d && rows <= rank) return this.#scoreFewRows(map);
    return (this.#float32 && this.#scoreInFloat32(this.#float32, map)) ?? this.#scoreInFloat64(map);
  }

  /** Null where there is none of the baseline to compare with. */
  #reweighted(influence: Float64Array, rows: number): Influence | null {
    const baseline = this.#baselineOf(rows);
    if (this.#influence === null || baseline === null) return null;
    const standardError = this.#influence.standardError(influence, baseline);
    return { rows: influence, standardError, draws: this.#influence.draws(influence) };
  }

  #baselineOf(rows: number): Float64Array | null {
    const known = this.#baselineInfluence.get(rows);
    if (known !== undefined) return known;
    const { influenceOfRows } = this.#scoreRows(this.#identity(rows));
    this.#baselineInfluence.set(rows, influenceOfRows);
    return influenceOfRows;
  }

  /** Null where float32 is not enough. */
  #scoreInFloat32(reduction: MapReduction, map: EmbeddingMap): ScoreOfRows | null {
    const rows = this.#rowsOf(map);
    const reduced = reduction.reduce(map);
    const evidences = this.#evaluate(reduced, rows);
    const error = roundingErrorOfEvidence(reduction, reduced, this.#system, evidences, this.#statistics.n);
    if (!(error <= acceptedError)) return null;
    if (!this.#maximum && !agree(evidences, this.#evaluate(withoutSmallestEigenvalue(reduced), rows), acceptedError))
      return null;
    return toScore(evidences, 'float32', this.#influenceOn(reduction, reduced, evidences));
  }

  #scoreInFloat64(map: EmbeddingMap): ScoreOfRows {
    this.#float64 ??= new MapReduction(this.#statistics, this.#kernels, 'float64');
    const rows = this.#rowsOf(map);
    const reduced = this.#float64.reduce(map);
    const evidences = this.#evaluate(reduced, rows);
    if (this.#isExact(reduced, evidences, rows)) {
      return toScore(evidences, 'float64', this.#influenceOn(this.#float64, reduced, evidences));
    }
    return toScore(checkFinite(this.#evaluate(this.#float64.reduceByRank(), rows)), 'float64', null);
  }

  /** Of a part of a map: by its rank, which is exact and takes the less time the fewer rows it has. */
  #scoreFewRows(map: EmbeddingMap): ScoreOfRows {
    this.#float64 ??= new MapReduction(this.#statistics, this.#kernels, 'float64');
    const reduced = this.#float64.reduceFewRows(map);
    const evidences = checkFinite(this.#evaluate(reduced, this.#rowsOf(map)));
    if (this.#influence === null) return toScore(evidences, 'float64', null);
    const betas = this.#sharpen(reduced, evidences, ({ t, residual }) => residual.map((value) => value / t));
    return toScore(evidences, 'float64', this.#influence.of(this.#float64.residualsOfFewRows(reduced), betas));
  }

  /** Whether rounding in float64 does not matter. The fixed point starts at t = 1, and to a map of large scale that may be less than rounding. */
  #isExact(reduced: ReducedMap, evidences: TargetEvidence[], rows: number): boolean {
    if (!allFinite(evidences)) return false;
    return this.#maximum || agree(evidences, this.#evaluate(loweredByRounding(reduced), rows), acceptedError);
  }

  /** Of the map that was reduced last; overwrites the labels' coordinates. */
  #influenceOn(reduction: MapReduction, reduced: ReducedMap, evidences: TargetEvidence[]): Float64Array | null {
    if (this.#influence === null) return null;
    const betas = this.#sharpen(reduced, evidences, ({ residual }) => residual);
    return this.#influence.of(reduction.rotateBack(reduced), betas);
  }

  /** Writes a vector of each optimum over the labels' coordinates, and gives the precisions β. */
  #sharpen(
    reduced: ReducedMap,
    evidences: TargetEvidence[],
    vectorOf: (optimum: Optimum) => Float64Array,
  ): readonly number[] {
    const { n } = this.#statistics;
    return reduced.coordinates.map((vector, target) => {
      const optimum = sharpenOptimum(reduced, this.#system, { target, t: evidences[target]?.t ?? 1, n });
      vector.set(vectorOf(optimum));
      return optimum.beta;
    });
  }

  /** @param d rows of the map, the dimensions of its features */
  #evaluate(reduced: ReducedMap, d: number): TargetEvidence[] {
    const { n, labelExponent } = this.#statistics;
    if (!this.#maximum) {
      return reduced.coordinates.map((_, target) =>
        iterateFixedPoint(reduced, this.#system, target, { n, d, labelExponent }),
      );
    }
    const scaleOfLabels = labelExponent * Math.LN2;
    return maximiseEvidence(reduced, this.#system, n).map((found) => ({
      ...found,
      evidence: found.evidence - scaleOfLabels,
    }));
  }

  #checkSize({ weight, bias }: EmbeddingMap): void {
    const { d } = this.#statistics;
    const rows = weight.length / d;
    const fits = Number.isInteger(rows) && rows > 0 && rows <= d;
    if (!fits || (bias !== null && bias.length !== rows)) {
      const biases = bias === null ? 'no' : bias.length;
      throw new LogmeError(
        'map-size',
        `a map of ${d} dimensions has ${d * d} weights and ${d} biases; this has ${weight.length} weights and ${biases} biases`,
      );
    }
  }

  #identity(rows: number): EmbeddingMap {
    const { d } = this.#statistics;
    const weight = new Float32Array(rows * d);
    for (let i = 0; i < rows; i++) weight[i * d + i] = 1;
    return { weight, bias: null };
  }
}

/** @throws LogmeError */
function checkFinite(evidences: TargetEvidence[]): TargetEvidence[] {
  if (allFinite(evidences)) return evidences;
  throw new LogmeError('score-not-finite', 'the evidence of this map has no finite value');
}

function allFinite(evidences: TargetEvidence[]): boolean {
  return evidences.every(({ evidence }) => Number.isFinite(evidence));
}

function toScore(
  evidences: TargetEvidence[],
  precision: LogmeScore['precision'],
  influenceOfRows: Float64Array | null,
): ScoreOfRows {
  const evidence = Float64Array.from(evidences, (entry) => entry.evidence);
  return {
    score: evidence.reduce((sum, value) => sum + value, 0) / evidence.length,
    evidence,
    precision,
    iterations: Math.max(...evidences.map((entry) => entry.iterations)),
    influenceOfRows,
  };
}
