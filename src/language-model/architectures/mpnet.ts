import { bertNames } from './bert.ts';
import type { TensorNames } from './tensor-names.ts';

/** MPNet (Song et al., 2020; transformers, `modeling_mpnet.py`): a relative position bias, and no token types. */
export const mpnetNames: TensorNames = {
  ...bertNames,
  prefix: 'mpnet.',
  types: null,
  relativeBias: 'encoder.relative_attention_bias',
  layer: (index) => ({
    ...bertNames.layer(index),
    query: `encoder.layer.${index}.attention.attn.q`,
    key: `encoder.layer.${index}.attention.attn.k`,
    value: `encoder.layer.${index}.attention.attn.v`,
    attentionOutput: `encoder.layer.${index}.attention.attn.o`,
    attentionNorm: `encoder.layer.${index}.attention.LayerNorm`,
  }),
};
