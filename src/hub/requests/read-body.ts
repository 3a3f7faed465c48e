import { orCancelled, throwIfCancelled } from '../cancelled.ts';

/** A body that ended before its end: broken off, or silent for too long. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken';
  /** How long nothing came; null where the connection broke. */
  readonly silentMs: number | null;

  constructor(silentMs: number | null, options?: ErrorOptions) {
    super(silentMs === null ? 'the body broke off' : `nothing came for ${silentMs} ms`, options);
    this.silentMs = silentMs;
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * The chunks of an answer's body. Node's own limit on silence is five minutes; this one is the caller's.
 *
 * @throws {BodyBroken} when the connection breaks, or nothing comes for `idleMs`
 * @throws {ProblemError} run-cancelled
 */
export async function* readBody(response: Response, idleMs: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    while (true) {
      const { done, value } = await nextChunk(reader, idleMs, signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Ends the connection when the caller stops early; after the end it does nothing.
    reader.cancel().catch(() => {});
  }
}

async function nextChunk(reader: BodyReader, idleMs: number, signal: AbortSignal) {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyBroken(idleMs)), idleMs);
  });
  try {
    return await orCancelled(Promise.race([reader.read(), silence]), signal);
  } catch (cause) {
    throwIfCancelled(signal);
    throw cause instanceof BodyBroken ? cause : new BodyBroken(null, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The start of a body as text, at most `limitBytes`; as much as came where it breaks off. */
export async function startOfBody(response: Response, limitBytes: number, idleMs: number, signal: AbortSignal) {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of readBody(response, idleMs, signal)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= limitBytes) break;
    }
  } catch (error) {
    if (!(error instanceof BodyBroken)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8');
}
