/** Which number a score is. They differ only where there are fewer examples than dimensions. */
export type Variant =
  /** The maximum of the log evidence per example; where n >= d exactly the reference's fixed point. */
  | 'evidence'
  /** The numbers of the Python package hf-dataset-selector 0.2.0 everywhere, its omission for n < d included. */
  | 'hfselect';

/** Whether there are at least as many examples (n) as dimensions (d). */
export type Regime = 'n>=d' | 'n<d';

/** Embeddings of the target's examples by the base model, with their labels. */
export interface LabelledEmbeddings {
  /** X, `[n, d]` row-major. */
  embeddings: Float32Array;
  n: number;
  d: number;
  /** `[n]`: class numbers 0…classes-1, or values for regression. */
  labels: Float64Array;
  /** Number of classes; 0: regression. */
  classes: number;
}

/**
 * What all maps share: everything that depends on embeddings and labels. Plain data, so it can be posted to worker threads.
 * See `prepare-statistics.ts` for the meaning of the letters.
 */
export interface SharedStatistics {
  n: number;
  d: number;
  /** Number of classes; 0: regression. */
  classes: number;
  /** Number of label columns: `classes`, or 1 for regression. */
  targets: number;
  /** r, the rank of the centred embeddings. */
  rank: number;
  /** μ `[d]`: mean of the embeddings. */
  mean: Float64Array;
  /** R `[r, d]` row-major, lower trapezoidal, small rows first: the centred embeddings are Q·R with orthonormal Q, columns in `columnOrder`. */
  factor: Float64Array;
  /** `[d]`: column k of `factor` belongs to dimension `columnOrder[k]` of the embeddings. */
  columnOrder: Int32Array;
  /** Regression labels are divided by 2^labelExponent, so that the largest is between 1 and 2 in size; 0 for classes. */
  labelExponent: number;
  /** ẑ `[targets, r + 1]`: coordinates of each label column in the basis [Q, 1/√n]. */
  coordinates: Float64Array;
  /** ρ `[targets]`: squared length of what is left of each label column outside that basis. */
  unexplained: Float64Array;
  /** yᵀy `[targets]`. */
  squaredNorm: Float64Array;
}

/** A linear map, or the first so many rows of one: f = weight · x + bias. */
export interface EmbeddingMap {
  /** `[rows, d]` row-major, one row per output dimension (PyTorch's `Linear`); d rows are a whole map. */
  weight: Float32Array;
  /** `[rows]`, or null for none. */
  bias: Float32Array | null;
}

/** What the influence of the rows is computed from, the same for all maps. Plain data; see `influence-basis.ts`. */
export interface InfluenceBasis {
  /** m, how many rows of the examples are looked at. */
  rows: number;
  /** [Q, 1/√n] in these rows, `[m, r + 1]`. */
  basis: Float32Array;
  /** What no map explains of each label column, `[m, targets]`. */
  unexplained: Float32Array;
}

/** Random reweightings of the examples, the same for all maps. */
export interface Reweighting {
  basis: InfluenceBasis;
  draws: number;
  /** Standard normal numbers `[draws, m]`. */
  normals: Float32Array;
}

/** How a score depends on the rows that it was computed from. */
export interface Influence {
  /** ψ `[m]`: the influence of each row that is looked at, n times what it adds to the score; their mean is 0. See `row-influence.ts`. */
  rows: Float64Array;
  /** Standard error of the score minus the base model's own in as many dimensions: paired, as rows that are hard are hard for all maps. */
  standardError: number;
  /** `[draws]`: what each reweighting adds to the score. */
  draws: Float32Array;
}

/** LogME of one map. */
export interface LogmeScore {
  /** Mean of `evidence`. */
  score: number;
  /** Log evidence per example, one number for each class (one in all for regression). */
  evidence: Float64Array;
  /** Precision of the matrix part: float64 where float32 would not be exact to 1e-6. */
  precision: 'float32' | 'float64';
  /** Most evaluations of the evidence that a label column took. */
  iterations: number;
  /**
   * Null where the scorer has no reweightings, where the score is no evidence (`hfselect` where n < d), and for maps of so large a scale that they
   * are reduced by their rank.
   */
  influence: Influence | null;
}

/** Scores maps one after the other in its own memory. */
export interface Scorer {
  readonly regime: Regime;
  /** Throws `LogmeError` where the map does not fit (`map-size`), holds NaN or infinity (`map-not-finite`), or has no finite score (`score-not-finite`). */
  score(map: EmbeddingMap): LogmeScore;
  /** Score of the base model's own embeddings, what no intermediate task would give. @param rows only their first so many dimensions. Default: all */
  scoreIdentity(rows?: number): LogmeScore;
}
