/** The chunk with the plotting library. */
export type PlotsChunk = typeof import('./plots-chunk.ts');

/** Loads the chunk once. A failure is not kept: the next plot tries again. */
export function plotsLoader(): () => Promise<PlotsChunk> {
  let loading: Promise<PlotsChunk> | null = null;
  return () => {
    loading ??= import('./plots-chunk.ts').catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
