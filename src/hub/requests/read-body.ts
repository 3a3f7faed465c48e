import { ProblemError } from '../../protocol/problem.ts';
import { orCancelled, throwIfCancelled } from '../cancelled.ts';
import type { BodyPace } from './body-pace.ts';
import { BodyBroken } from './silence.ts';

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * The chunks of an answer's body. Node's own limit on silence is five minutes; this one is the caller's.
 *
 * @param pace the time limits; one for all bodies that make up a file
 * @throws {BodyBroken} when the connection breaks, or nothing comes for too long
 * @throws {ProblemError} hub-too-slow when it takes too long in all; run-cancelled
 */
export async function* readBody(response: Response, pace: BodyPace, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    while (true) {
      const { done, value } = await nextChunk(reader, pace, signal);
      if (done) return;
      pace.check();
      yield value;
    }
  } finally {
    // Ends the connection when the caller stops early; after the end it does nothing.
    reader.cancel().catch(() => {});
  }
}

async function nextChunk(reader: BodyReader, pace: BodyPace, signal: AbortSignal) {
  let timer: NodeJS.Timeout | undefined;
  const startedAt = performance.now();
  // Whole milliseconds, and one more: a timer may end a little early, and the time would seem not to be over.
  const limitMs = Math.ceil(Math.min(pace.idleMs, pace.leftMs)) + 1;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyBroken(pace.idleMs)), limitMs);
  });
  try {
    const chunk = await orCancelled(Promise.race([reader.read(), silence]), signal);
    pace.see(chunk.value?.length ?? 0, performance.now() - startedAt);
    return chunk;
  } catch (cause) {
    throwIfCancelled(signal);
    const waitedMs = performance.now() - startedAt;
    pace.see(0, cause instanceof BodyBroken ? Math.max(waitedMs, limitMs) : waitedMs);
    pace.check();
    throw cause instanceof BodyBroken ? cause : new BodyBroken(null, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The start of a body as text, at most `limitBytes`; as much as came where it breaks off or takes too long. */
export async function startOfBody(response: Response, limitBytes: number, pace: BodyPace, signal: AbortSignal) {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of readBody(response, pace, signal)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= limitBytes) break;
    }
  } catch (error) {
    const isTooSlow = error instanceof ProblemError && error.problem.code === 'hub-too-slow';
    if (!(error instanceof BodyBroken) && !isTooSlow) throw error;
  }
  return Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8');
}
