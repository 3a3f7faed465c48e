import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { streamDecoder } from './text-decoder.ts';

/** Where a text cannot be decoded: the first byte of the letter, and its line, counted from 1. */
export interface Fault {
  offset: number;
  line: number;
}

/** No letter is longer in any encoding; more than that makes sure that a letter ends in it. */
const LAST_BYTES = 8;

/**
 * Finds the first bytes that an encoding has no letter for, by decoding once more, byte by byte where it must be exact.
 * @param soundEnd Everything before that offset can be decoded.
 */
export async function firstFault(
  source: ByteSource,
  { encoding, bomBytes }: { encoding: TextEncoding; bomBytes: number },
  soundEnd: number,
  signal?: AbortSignal,
): Promise<Fault> {
  const decoder = streamDecoder(encoding);
  const fault = { offset: bomBytes, line: 1 };
  let position = bomBytes;
  for await (const chunk of source.stream({ start: bomBytes, signal })) {
    for (const step of stepsOf(chunk, position + chunk.length <= soundEnd)) {
      try {
        const text = decoder.write(step);
        position += step.length;
        // Behind the last letter: where that ends is known only step by step.
        if (text !== '') fault.offset = position;
        fault.line += text.split('\n').length - 1;
      } catch {
        return fault;
      }
    }
  }
  return fault;
}

function stepsOf(chunk: Uint8Array, isSound: boolean): Uint8Array[] {
  const exactFrom = isSound ? Math.max(0, chunk.length - LAST_BYTES) : 0;
  const exact = chunk.subarray(exactFrom);
  return [chunk.subarray(0, exactFrom), ...Array.from(exact, (_, i) => exact.subarray(i, i + 1))];
}
