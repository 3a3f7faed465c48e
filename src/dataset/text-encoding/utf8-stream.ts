import { ProblemError } from '../../protocol/problem.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { firstFault } from './first-fault.ts';
import { streamDecoder } from './text-decoder.ts';

/**
 * The text of a source as UTF-8 bytes without a byte order mark, in chunks of any size: what the readers of text formats take.
 * @throws ProblemError `dataset-undecodable` for bytes that the encoding has no letter for; `run-cancelled`.
 */
export async function* utf8Stream(
  source: ByteSource,
  detected: { encoding: TextEncoding; bomBytes: number },
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { encoding, bomBytes } = detected;
  const bytes = source.stream({ start: bomBytes, signal });
  if (encoding === 'utf-8') {
    yield* bytes;
    return;
  }
  const decoder = streamDecoder(encoding);
  let offset = bomBytes;
  const transcode = async (decode: () => string) => {
    try {
      return Buffer.from(decode(), 'utf8');
    } catch (cause) {
      const fault = await firstFault(source, detected, offset, signal);
      const facts = { file: source.name, encoding, ...fault };
      throw new ProblemError({ area: 'dataset', code: 'dataset-undecodable', ...facts }, { cause });
    }
  };
  for await (const chunk of bytes) {
    yield await transcode(() => decoder.write(chunk));
    offset += chunk.length;
  }
  yield await transcode(() => decoder.end());
}
