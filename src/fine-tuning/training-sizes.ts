import * as z from 'zod';
import type { RankedTask } from '../ranking/document.ts';

/** How long and in what steps a model is trained. */
export interface TrainingSizes {
  epochs: number;
  batchSize: number;
  learningRate: number;
}

/** What the maps of the reference were made with, and what most fine-tuning starts from. */
export const usualSizes: TrainingSizes = { epochs: 3, batchSize: 32, learningRate: 2e-5 };

/** Steps that a few hundred rows are given, and the most epochs: fewer leave a model unfinished (Mosbach, Andriushchenko, Klakow, 2021). */
const enoughSteps = 300;
const mostEpochs = 20;

/** Below so many dimensions a model needs larger rates (Turc, Chang, Lee, Toutanova, 2019). */
const smallDimension = 384;

/**
 * Sizes to fine-tune on a target with.
 *
 * @param dimension of the model's embeddings; null where it is not known
 */
export function sizesOfTarget(rows: number, dimension: number | null): TrainingSizes {
  const batchSize = rows < 1000 ? 16 : usualSizes.batchSize;
  const epochs = Math.ceil(enoughSteps / Math.max(1, rows / batchSize));
  return {
    epochs: Math.min(mostEpochs, Math.max(usualSizes.epochs, epochs)),
    batchSize,
    learningRate: dimension !== null && dimension < smallDimension ? 3e-4 : usualSizes.learningRate,
  };
}

/** The document's `training` comes from the map's repository: each field may be missing, or of any kind. */
const stated = z.object({
  lmEpochs: z.number().positive().max(1000).catch(usualSizes.epochs),
  lmBatchSize: z.number().int().positive().max(65_536).catch(usualSizes.batchSize),
  lmLearningRate: z.number().positive().max(1).catch(usualSizes.learningRate),
});

/** The sizes that the language model behind the map was fine-tuned with, as its repository states them; else the usual ones. */
export function sizesOf(training: RankedTask['training']): TrainingSizes {
  const { lmEpochs, lmBatchSize, lmLearningRate } = stated.parse(training);
  return { epochs: lmEpochs, batchSize: lmBatchSize, learningRate: lmLearningRate };
}
