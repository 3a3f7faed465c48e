import { bertNames } from './bert.ts';
import type { TensorNames } from './tensor-names.ts';

/**
 * RoBERTa (Liu et al., 2019; transformers, `modeling_roberta.py`), and XLM-RoBERTa and CamemBERT, which are the same: BERT's layers; what
 * differs is where positions begin.
 */
export const robertaNames: TensorNames = { ...bertNames, prefix: 'roberta.' };
