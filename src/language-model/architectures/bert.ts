import type { TensorNames } from './tensor-names.ts';

/** BERT (Devlin et al., 2019; transformers, `modeling_bert.py`). */
export const bertNames: TensorNames = {
  prefix: 'bert.',
  words: 'embeddings.word_embeddings',
  positions: 'embeddings.position_embeddings',
  embeddingNorm: 'embeddings.LayerNorm',
  types: 'embeddings.token_type_embeddings',
  projection: null,
  relativeBias: null,
  pooler: 'pooler.dense',
  layer: (index) => ({
    query: `encoder.layer.${index}.attention.self.query`,
    key: `encoder.layer.${index}.attention.self.key`,
    value: `encoder.layer.${index}.attention.self.value`,
    attentionOutput: `encoder.layer.${index}.attention.output.dense`,
    attentionNorm: `encoder.layer.${index}.attention.output.LayerNorm`,
    intermediate: `encoder.layer.${index}.intermediate.dense`,
    output: `encoder.layer.${index}.output.dense`,
    outputNorm: `encoder.layer.${index}.output.LayerNorm`,
  }),
};
