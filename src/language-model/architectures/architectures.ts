import type { ModelType } from '../repository/encoder-config.ts';
import { bertNames } from './bert.ts';
import { distilbertNames } from './distilbert.ts';
import { electraNames } from './electra.ts';
import { mpnetNames } from './mpnet.ts';
import { robertaNames } from './roberta.ts';
import type { TensorNames } from './tensor-names.ts';

/** Where each model type keeps its tensors. */
export const architectures: Readonly<Record<ModelType, TensorNames>> = {
  bert: bertNames,
  camembert: robertaNames,
  distilbert: distilbertNames,
  electra: electraNames,
  mpnet: mpnetNames,
  roberta: robertaNames,
  'xlm-roberta': robertaNames,
};
