import type { LabelledEmbeddings, SharedStatistics } from './types.ts';

/** Computes what all maps share. Synchronous; throws `LogmeError` (`examples-invalid`, `examples-not-finite`). */
export function prepareStatistics(_examples: LabelledEmbeddings & { kernels: WebAssembly.Module }): SharedStatistics {
  throw new Error('not built yet');
}
