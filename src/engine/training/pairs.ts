/** Some rows of embeddings before and after fine-tuning, `[rows, d]` each. */
export interface PairBlock {
  x: Float32Array;
  y: Float32Array;
  rows: number;
}

/** All embeddings of one source, which can be gone through more than once. */
export interface Pairs {
  rows: number;
  /** @throws what reading them throws; run-cancelled */
  blocks(signal: AbortSignal): AsyncIterable<PairBlock>;
}
