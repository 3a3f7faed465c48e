import { throwIfCancelled } from '../../src/dataset/cancellation.ts';
import type { ByteSource } from '../../src/dataset/sources/byte-source.ts';
import { type Problem, ProblemError } from '../../src/protocol/problem.ts';

/**
 * Bytes in memory as a source.
 * @param chunkSizes Lengths of the chunks of a stream, used in turn; 0 gives an empty chunk. By default one chunk.
 */
export function memorySource(
  name: string,
  content: string | Uint8Array,
  chunkSizes: readonly number[] = [],
): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    byteLength: bytes.length,
    async *stream({ start = 0, end = bytes.length, signal } = {}) {
      const stop = Math.min(end, bytes.length);
      for (let position = start, turn = 0; position < stop; turn++) {
        throwIfCancelled(signal);
        const size = chunkSizes.length === 0 ? stop : (chunkSizes[turn % chunkSizes.length] ?? 1);
        yield bytes.slice(position, Math.min(position + size, stop));
        position += size;
      }
    },
    slice: async (start, end) => bytes.slice(start, end),
  };
}

/** The problem that a promise is rejected with. Fails where it is not rejected, or with another error. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => new Error('there was no problem'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}
