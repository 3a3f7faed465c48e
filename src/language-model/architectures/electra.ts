import { bertNames } from './bert.ts';
import type { TensorNames } from './tensor-names.ts';

/** ELECTRA's discriminator (Clark et al., 2020; transformers, `modeling_electra.py`): BERT with smaller embeddings, and no pooler. */
export const electraNames: TensorNames = {
  ...bertNames,
  prefix: 'electra.',
  projection: 'embeddings_project',
  pooler: null,
};
