import { throwIfCancelled } from './cancelled.ts';

/** A body of which nothing came for too long. */
export class BodySilent extends Error {
  override readonly name = 'BodySilent';
}

/**
 * The chunks of a body. Node's own limit on silence is five minutes; this one is the caller's.
 *
 * @throws {BodySilent} after `idleMs` without a chunk
 */
export async function* readChunks(response: Response, idleMs: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    while (true) {
      throwIfCancelled(signal);
      const { done, value } = await withinLimit(reader.read(), idleMs);
      if (done) return;
      yield value;
    }
  } finally {
    // Ends the connection when the caller stops early; after the end it does nothing.
    reader.cancel().catch(() => {});
  }
}

async function withinLimit<Value>(step: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodySilent(`nothing came for ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([step, silence]);
  } finally {
    clearTimeout(timer);
  }
}
