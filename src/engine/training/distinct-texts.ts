import type { SourceTexts } from './source-texts.ts';

/** Sources in which each text stands once, and how many rows repeated one. */
export interface DistinctTexts {
  sources: SourceTexts[];
  repeated: number;
}

/**
 * Leaves out rows whose text came before, in the same source or an earlier one. Copies of a row would be on both sides of "left out": the error that a
 * map states, and the ridge that is chosen by it, would be those of texts that it was fitted on.
 */
export function distinctTexts(sources: readonly SourceTexts[]): DistinctTexts {
  const seen = new Set<string>();
  let repeated = 0;
  const distinct = sources.map((source) => {
    const kept = [...source.texts.keys()].filter((row) => {
      const text = source.texts[row] ?? '';
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
    repeated += source.texts.length - kept.length;
    const labels = source.labels && Float64Array.from(kept, (row) => source.labels?.[row] ?? 0);
    return { ...source, texts: kept.map((row) => source.texts[row] ?? ''), labels };
  });
  return { sources: distinct, repeated };
}
