import iconv from 'iconv-lite';
import type { ByteSource } from '../byte-source.ts';
import { type DetectedEncoding, type TextEncoding, undecodable } from './detect-encoding.ts';

/**
 * The text of a source as UTF-8 bytes without a byte order mark, in chunks of any size: what the readers of text formats take.
 * @throws ProblemError `dataset-undecodable` for UTF-16 with a broken pair; `run-cancelled`.
 */
export async function* utf8Stream(
  source: ByteSource,
  { encoding, bomBytes }: DetectedEncoding,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const bytes = source.stream({ start: bomBytes, signal });
  if (encoding === 'utf-8') {
    yield* bytes;
    return;
  }
  const decoder = decoderOf(encoding);
  let offset = bomBytes;
  for await (const chunk of bytes) {
    yield transcode(() => decoder.write(chunk), source.name, encoding, offset);
    offset += chunk.length;
  }
  yield transcode(() => decoder.end(), source.name, encoding, offset);
}

interface TextStreamDecoder {
  write(chunk: Uint8Array): string;
  end(): string;
}

function decoderOf(encoding: Exclude<TextEncoding, 'utf-8'>): TextStreamDecoder {
  if (encoding === 'windows-1252') {
    // Node's own decoder of windows-1252 was latin1 in some releases.
    const decoder = iconv.getDecoder('win1252');
    return { write: (chunk) => decoder.write(Buffer.from(chunk)), end: () => decoder.end() ?? '' };
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

function transcode(decode: () => string, file: string, encoding: string, offset: number): Uint8Array {
  try {
    return Buffer.from(decode(), 'utf8');
  } catch (cause) {
    throw undecodable(file, encoding, offset, cause);
  }
}
