import { iterateFixedPoint } from './fixed-point.ts';
import {
  acceptedError,
  agree,
  roundingErrorOfEvidence,
  smallSample,
  withoutSmallestEigenvalue,
} from './float32-error.ts';
import { LogmeError } from './logme-error.ts';
import { maximiseEvidence } from './maximum-evidence.ts';
import { MapReduction, type ReducedMap } from './reduce-map.ts';
import { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';
import type { EmbeddingMap, LogmeScore, Regime, Scorer, SharedStatistics, Variant } from './types.ts';

/** Makes a scorer with its own memory (20 MB at d = 768, 30 MB more once float64 is needed); one per thread. Synchronous. */
export function createScorer(params: {
  statistics: SharedStatistics;
  variant: Variant;
  kernels: WebAssembly.Module;
}): Scorer {
  return new LogmeScorer(params.statistics, params.variant, params.kernels);
}

/** A float64 score that rounding may have changed by more is refused. */
const refusedError = 1e-4;

class LogmeScorer implements Scorer {
  readonly regime: Regime;
  readonly #statistics: SharedStatistics;
  readonly #kernels: WebAssembly.Module;
  /** The maximum of the evidence, or the reference's fixed point. */
  readonly #maximum: boolean;
  /** Whether T has an eigenvalue that is exactly 0, by which the fixed point is judged: only if the embeddings have full rank. */
  readonly #hasZeroEigenvalue: boolean;
  readonly #system: ShiftedTridiagonal;
  #float32: MapReduction | null;
  #float64: MapReduction | null = null;

  constructor(statistics: SharedStatistics, variant: Variant, kernels: WebAssembly.Module) {
    const { n, d, rank } = statistics;
    this.regime = n >= d ? 'n>=d' : 'n<d';
    this.#statistics = statistics;
    this.#kernels = kernels;
    this.#maximum = variant === 'evidence' && n < d;
    this.#system = new ShiftedTridiagonal(rank + 1);
    this.#hasZeroEigenvalue = rank === d;
    const judged = this.#maximum || this.#hasZeroEigenvalue;
    this.#float32 = n > smallSample && judged ? new MapReduction(statistics, kernels, 'float32') : null;
    // Where float32 is not enough for the embeddings themselves it is not tried for their maps.
    if (this.#float32 !== null && this.#scoreInFloat32(this.#float32, this.#identity()) === null) this.#float32 = null;
  }

  score(map: EmbeddingMap): LogmeScore {
    this.#checkSize(map);
    return (this.#float32 && this.#scoreInFloat32(this.#float32, map)) ?? this.#scoreInFloat64(map);
  }

  scoreIdentity(): LogmeScore {
    return this.score(this.#identity());
  }

  /** Null where float32 is not enough. */
  #scoreInFloat32(reduction: MapReduction, map: EmbeddingMap): LogmeScore | null {
    const reduced = reduction.reduce(map);
    const evidences = this.#evaluate(reduced);
    const error = roundingErrorOfEvidence(reduction, reduced, this.#system, evidences, this.#statistics.n);
    if (!(error <= acceptedError)) return null;
    if (!this.#maximum && !agree(evidences, this.#evaluate(withoutSmallestEigenvalue(reduced)), acceptedError))
      return null;
    return toScore(evidences, 'float32');
  }

  #scoreInFloat64(map: EmbeddingMap): LogmeScore {
    this.#float64 ??= new MapReduction(this.#statistics, this.#kernels, 'float64');
    const reduced = this.#float64.reduce(map);
    const evidences = this.#evaluate(reduced);
    if (allFinite(evidences) && !this.#hasZeroEigenvalue) return toScore(evidences, 'float64');
    // Of very large maps even rounding in float64 is large beside the first t. What it did to the eigenvalue that is 0 must not matter.
    const moved = this.#evaluate(withoutSmallestEigenvalue(reduced));
    if (agree(evidences, moved, refusedError)) return toScore(evidences, 'float64');
    const movedTwice = this.#evaluate(withoutSmallestEigenvalue(reduced, 2));
    if (agree(moved, movedTwice, refusedError)) return toScore(moved, 'float64');
    throw new LogmeError('score-not-finite', 'the evidence of this map has no finite value');
  }

  #evaluate(reduced: ReducedMap): TargetEvidence[] {
    const { n, d, unexplained } = this.#statistics;
    if (this.#maximum) return maximiseEvidence(reduced, this.#system, unexplained, n);
    return reduced.coordinates.map((coordinates, target) =>
      iterateFixedPoint(reduced, this.#system, { coordinates, unexplained: unexplained[target] ?? 0 }, { n, d }),
    );
  }

  #checkSize({ weight, bias }: EmbeddingMap): void {
    const { d } = this.#statistics;
    if (weight.length !== d * d || (bias !== null && bias.length !== d)) {
      const biases = bias === null ? 'no' : bias.length;
      throw new LogmeError(
        'map-size',
        `a map of ${d} dimensions has ${d * d} weights and ${d} biases; this has ${weight.length} weights and ${biases} biases`,
      );
    }
  }

  #identity(): EmbeddingMap {
    const { d } = this.#statistics;
    const weight = new Float32Array(d * d);
    for (let i = 0; i < d; i++) weight[i * d + i] = 1;
    return { weight, bias: null };
  }
}

function allFinite(evidences: TargetEvidence[]): boolean {
  return evidences.every(({ evidence }) => Number.isFinite(evidence));
}

function toScore(evidences: TargetEvidence[], precision: LogmeScore['precision']): LogmeScore {
  const evidence = Float64Array.from(evidences, (entry) => entry.evidence);
  return {
    score: evidence.reduce((sum, value) => sum + value, 0) / evidence.length,
    evidence,
    precision,
    iterations: Math.max(...evidences.map((entry) => entry.iterations)),
  };
}
