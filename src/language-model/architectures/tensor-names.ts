/** Names of the parts of a layer; each has two tensors, `.weight` and `.bias`. */
export interface LayerNames {
  query: string;
  key: string;
  value: string;
  attentionOutput: string;
  attentionNorm: string;
  intermediate: string;
  output: string;
  outputNorm: string;
}

/** Where an architecture keeps its tensors, below its prefix. */
export interface TensorNames {
  /** What transformers puts before the names where the model has a head; a bare model has no prefix. */
  prefix: string;
  words: string;
  positions: string;
  embeddingNorm: string;
  /** Token types; null: none. */
  types: string | null;
  /** Projection from the embedding's to the layers' size; null: none. */
  projection: string | null;
  /** Table of the relative position bias; null: none. */
  relativeBias: string | null;
  /** Dense layer of the pooler; null: none. */
  pooler: string | null;
  layer(index: number): LayerNames;
}
