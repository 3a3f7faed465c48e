import { ProblemError } from '../../../protocol/problem.ts';
import type { TextSource } from '../../text-encoding/text-source.ts';
import { ROW_LIMIT_BYTES } from '../reading-limits.ts';

/**
 * The texts between separators, as the bytes come: those that end in a chunk together.
 * @param separator A byte.
 * @throws ProblemError `dataset-row-too-large`.
 */
export async function* splitTexts(text: TextSource, separator: number, signal?: AbortSignal): AsyncGenerator<string[]> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let ended = 0;
  for await (const chunk of text.stream(signal)) {
    const texts: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(separator); end >= 0; end = chunk.indexOf(separator, start)) {
      pending.push(chunk.subarray(start, end));
      texts.push(Buffer.concat(pending).toString('utf8'));
      pending = [];
      pendingBytes = 0;
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
    pendingBytes += chunk.length - start;
    ended += texts.length;
    if (pendingBytes > ROW_LIMIT_BYTES) throw tooLarge(text.name, ended + 1);
    yield texts;
  }
  yield [Buffer.concat(pending).toString('utf8')];
}

function tooLarge(file: string, row: number): ProblemError {
  return new ProblemError({
    area: 'dataset',
    code: 'dataset-row-too-large',
    file,
    row,
    limitBytes: ROW_LIMIT_BYTES,
  });
}
