import type { EncoderConfig } from '../repository/encoder-config.ts';

/**
 * Padded tokens (rows × longest) that one run of the encoder may have. A run costs as much as some 30 tokens beside its own, so few
 * large runs are faster; small ones waste less on padding and let a run be cancelled sooner (512 tokens of bert-base: 0.6 s on one
 * thread).
 */
export const tokensPerBatch = 512;

/** The same for large models (bert-large: 302 million), of which 256 tokens take 1.8 s on one thread: too long for a cancel to wait. */
const tokensPerLargeBatch = 128;

/** Parameters of the layers, without the tables of embeddings, from which on a model is large. Base models have 85 million. */
const largeFrom = 150e6;

/** Padded tokens that one run of an encoder with these sizes may have. */
export function batchBudget({ layers, hidden, intermediate }: EncoderSizes): number {
  const parameters = layers * (4 * hidden * hidden + 2 * hidden * intermediate);
  return parameters < largeFrom ? tokensPerBatch : tokensPerLargeBatch;
}

type EncoderSizes = Pick<EncoderConfig, 'layers' | 'hidden' | 'intermediate'>;

/**
 * Groups texts of similar length, longest first, so that little is computed for padding. A text longer than the budget is alone.
 *
 * @param lengths tokens of each text
 * @returns indices of texts, one list a batch; each text once
 */
export function planBatches(lengths: ArrayLike<number>, budget: number = tokensPerBatch): number[][] {
  const lengthOf = (text: number) => lengths[text] ?? 0;
  const order = Array.from({ length: lengths.length }, (_, text) => text).sort(
    (a, b) => lengthOf(b) - lengthOf(a) || a - b,
  );
  const batches: number[][] = [];
  let rows = 0;
  for (const text of order) {
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < rows) batch.push(text);
    else {
      batches.push([text]);
      rows = Math.floor(budget / Math.max(1, lengthOf(text)));
    }
  }
  return batches;
}
