import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { EmbeddingMap, LabelledEmbeddings } from '../../../src/logme/types.ts';
import { type FormulaCase, makeExamples, makeMap } from '../formula-cases.ts';

const scaledCase = z.object({
  rows: z.number(),
  dimension: z.number(),
  classes: z.number(),
  seed: z.number(),
  map: z.number(),
  /** Whether the bias is scaled with the weights, and whether two rows of the map are equal and one is 0. */
  kind: z.enum(['whole-scaled', 'weights-scaled', 'rank-deficient']),
  mapExponent: z.number(),
  embeddingExponent: z.number(),
  labelExponent: z.number(),
  hfselect: z.array(z.number()),
  evidence: z.array(z.number()),
});

/** A problem from the formula, scaled by powers of two, and its scores in 400 digits (`make-scores.py`). */
export type ScaledCase = z.infer<typeof scaledCase>;

/** All of `scores.json`. */
export const scaledCases = z
  .array(scaledCase)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'scores.json'), 'utf8')));

/** Embeddings and labels at their scale. */
export function scaledExamples(scaled: ScaledCase): LabelledEmbeddings {
  const examples = makeExamples(formulaOf(scaled));
  const { embeddingExponent, labelExponent } = scaled;
  return {
    ...examples,
    embeddings: examples.embeddings.map((value) => value * 2 ** embeddingExponent),
    labels: scaled.classes > 0 ? examples.labels : examples.labels.map((value) => value * 2 ** labelExponent),
  };
}

/** The map at its scale. */
export function scaledMap(scaled: ScaledCase): EmbeddingMap {
  const { weight, bias } = makeMap(formulaOf(scaled), scaled.map);
  const { dimension: d, kind, mapExponent } = scaled;
  const biases = bias ?? new Float32Array(d);
  if (kind === 'rank-deficient') {
    weight.copyWithin(d, 0, d);
    weight.fill(0, 2 * d, 3 * d);
    biases.copyWithin(1, 0, 1);
    biases.fill(0, 2, 3);
  }
  const biasExponent = kind === 'weights-scaled' ? 0 : mapExponent;
  return {
    weight: weight.map((value) => value * 2 ** mapExponent),
    bias: biases.map((value) => value * 2 ** biasExponent),
  };
}

function formulaOf({ rows, dimension, classes, seed }: ScaledCase): FormulaCase {
  const task = classes > 0 ? ('classification' as const) : ('regression' as const);
  const unused = { esms: 0, embeddings_first_row: [], labels_first: [], weight_first_row: [], scores: [] };
  return { rows, dimension, classes, seed, task, ...unused };
}
