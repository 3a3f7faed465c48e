/** The evidence of one label column. */
export interface TargetEvidence {
  /** Log evidence per example; NaN where a factorisation failed. */
  evidence: number;
  /** α/β, at which the evidence was taken. */
  t: number;
  /** Precision of the noise. */
  beta: number;
  /** Evaluations that it took. */
  iterations: number;
}
