import type { Scorer, SharedStatistics, Variant } from './types.ts';

/** Makes a scorer with its own memory (about 30 MB at d = 768); one per thread. Synchronous. */
export function createScorer(_params: {
  statistics: SharedStatistics;
  variant: Variant;
  kernels: WebAssembly.Module;
}): Scorer {
  throw new Error('not built yet');
}
