import type { SourceTexts } from './source-texts.ts';

/**
 * Leaves out rows whose text came before, in the same source or an earlier one, and says how many. Copies of a row would be on both sides of "left out": the
 * error that a map states, and the ridge that is chosen by it, would be those of texts that it was fitted on.
 */
export function distinctTexts(sources: readonly SourceTexts[]): SourceTexts[] {
  const seen = new Set<string>();
  return sources.map((source) => {
    const kept = [...source.texts.keys()].filter((row) => {
      const text = source.texts[row] ?? '';
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
    const repeated = source.texts.length - kept.length;
    const labels = source.labels && Float64Array.from(kept, (row) => source.labels?.[row] ?? 0);
    return { ...source, texts: kept.map((row) => source.texts[row] ?? ''), labels, repeated };
  });
}
