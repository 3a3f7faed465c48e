import type { ModelType } from './encoder-config.ts';

/** Names of a linear layer's or a normalisation's two tensors, without `.weight` and `.bias`. */
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
  /** Prefixes under which the encoder may stand: a bare model has none, a model with a head has its own name. */
  prefixes: readonly string[];
  words: string;
  positions: string;
  types: string;
  embeddingNorm: string;
  /** Projection from the embedding's to the hidden size (ELECTRA). */
  projection: string;
  /** Table of the relative position bias (MPNet). */
  relativeBias: string;
  pooler: string;
  layer(index: number): LayerNames;
}

const embeddings = {
  words: 'embeddings.word_embeddings',
  positions: 'embeddings.position_embeddings',
  types: 'embeddings.token_type_embeddings',
  embeddingNorm: 'embeddings.LayerNorm',
  projection: 'embeddings_project',
  relativeBias: 'encoder.relative_attention_bias',
  pooler: 'pooler.dense',
};

/** BERT and its relatives (transformers, `modeling_bert.py`). */
function bertLayer(index: number): LayerNames {
  const layer = `encoder.layer.${index}`;
  return {
    query: `${layer}.attention.self.query`,
    key: `${layer}.attention.self.key`,
    value: `${layer}.attention.self.value`,
    attentionOutput: `${layer}.attention.output.dense`,
    attentionNorm: `${layer}.attention.output.LayerNorm`,
    intermediate: `${layer}.intermediate.dense`,
    output: `${layer}.output.dense`,
    outputNorm: `${layer}.output.LayerNorm`,
  };
}

/** MPNet (transformers, `modeling_mpnet.py`). */
function mpnetLayer(index: number): LayerNames {
  const layer = `encoder.layer.${index}`;
  return {
    ...bertLayer(index),
    query: `${layer}.attention.attn.q`,
    key: `${layer}.attention.attn.k`,
    value: `${layer}.attention.attn.v`,
    attentionOutput: `${layer}.attention.attn.o`,
    attentionNorm: `${layer}.attention.LayerNorm`,
  };
}

/** DistilBERT (transformers, `modeling_distilbert.py`). */
function distilbertLayer(index: number): LayerNames {
  const layer = `transformer.layer.${index}`;
  return {
    query: `${layer}.attention.q_lin`,
    key: `${layer}.attention.k_lin`,
    value: `${layer}.attention.v_lin`,
    attentionOutput: `${layer}.attention.out_lin`,
    attentionNorm: `${layer}.sa_layer_norm`,
    intermediate: `${layer}.ffn.lin1`,
    output: `${layer}.ffn.lin2`,
    outputNorm: `${layer}.output_layer_norm`,
  };
}

/** The tensor names of a model type. */
export function tensorNames(modelType: ModelType): TensorNames {
  switch (modelType) {
    case 'bert':
      return { ...embeddings, prefixes: ['', 'bert.'], layer: bertLayer };
    case 'electra':
      return { ...embeddings, prefixes: ['', 'electra.'], layer: bertLayer };
    case 'roberta':
    case 'xlm-roberta':
    case 'camembert':
      return { ...embeddings, prefixes: ['', 'roberta.'], layer: bertLayer };
    case 'distilbert':
      return { ...embeddings, prefixes: ['', 'distilbert.'], layer: distilbertLayer };
    case 'mpnet':
      return { ...embeddings, prefixes: ['', 'mpnet.'], layer: mpnetLayer };
  }
}
