import { bertNames } from './bert.ts';
import type { TensorNames } from './tensor-names.ts';

/** DistilBERT (Sanh et al., 2019; transformers, `modeling_distilbert.py`): no token types and no pooler. */
export const distilbertNames: TensorNames = {
  ...bertNames,
  prefix: 'distilbert.',
  types: null,
  pooler: null,
  layer: (index) => ({
    query: `transformer.layer.${index}.attention.q_lin`,
    key: `transformer.layer.${index}.attention.k_lin`,
    value: `transformer.layer.${index}.attention.v_lin`,
    attentionOutput: `transformer.layer.${index}.attention.out_lin`,
    attentionNorm: `transformer.layer.${index}.sa_layer_norm`,
    intermediate: `transformer.layer.${index}.ffn.lin1`,
    output: `transformer.layer.${index}.ffn.lin2`,
    outputNorm: `transformer.layer.${index}.output_layer_norm`,
  }),
};
