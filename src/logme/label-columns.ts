import type { LabelledEmbeddings } from './types.ts';

/** One column per class: 1 where the row has that class, else 0; for regression the labels themselves. `[targets]` columns of `[n]`. */
export function labelColumns(examples: LabelledEmbeddings): Float64Array[] {
  const { labels, classes } = examples;
  if (classes === 0) return [labels];
  return Array.from({ length: classes }, (_, index) => labels.map((label) => (label === index ? 1 : 0)));
}
