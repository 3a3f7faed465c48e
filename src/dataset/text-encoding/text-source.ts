import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { type DetectOptions, detectEncoding } from './detect-encoding.ts';
import { utf8Stream } from './utf8-stream.ts';

/** A source whose encoding is known: the text formats read only UTF-8. */
export interface TextSource {
  readonly name: string;
  /** What its bytes are, before they become UTF-8. */
  readonly encoding: TextEncoding;
  readonly warnings: readonly DatasetWarning[];
  /** UTF-8 without a byte order mark, in chunks of any size, as often as wanted. */
  stream(signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** The same from one byte of it to another (exclusive); absent where that would mean to read what stands before. */
  streamPart?(start: number, end: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/**
 * Finds the encoding of a text.
 * @throws ProblemError of {@link detectEncoding}; `run-cancelled`.
 */
export async function openText(source: ByteSource, options: DetectOptions = {}): Promise<TextSource> {
  const detected = await detectEncoding(source, options);
  const { encoding, guessed, bomBytes } = detected;
  return {
    name: source.name,
    encoding,
    warnings: guessed ? [{ code: 'dataset-encoding-guessed', detail: { encoding } }] : [],
    stream: (streamSignal) => utf8Stream(source, detected, streamSignal),
    ...(encoding === 'utf-8' &&
      source.seekable && {
        streamPart: (start, end, streamSignal) =>
          source.stream({ start: start + bomBytes, end: end + bomBytes, signal: streamSignal }),
      }),
  };
}

/** The first bytes of a text; cut after a line where the text goes on. */
export async function readTextStart(text: TextSource, length: number, signal?: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of text.stream(signal)) {
    chunks.push(chunk);
    have += chunk.length;
    if (have > length) break;
  }
  const start = Buffer.concat(chunks);
  if (start.length <= length) return start;
  const lineEnd = start.lastIndexOf(0x0a, length);
  return start.subarray(0, lineEnd < 0 ? length : lineEnd + 1);
}
