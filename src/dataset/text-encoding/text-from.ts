import type { TextSource } from './text-source.ts';

/** The same text from one of its bytes on. */
export function textFrom(text: TextSource, start: number): TextSource {
  if (start === 0) return text;
  const { streamPart } = text;
  return {
    ...text,
    stream: (signal) => withoutFirst(text.stream(signal), start),
    ...(streamPart && { streamPart: (from, to, signal) => streamPart(from + start, to + start, signal) }),
  };
}

async function* withoutFirst(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    const dropped = Math.min(left, chunk.length);
    left -= dropped;
    if (dropped < chunk.length) yield chunk.subarray(dropped);
  }
}
