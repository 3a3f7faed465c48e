import { Message, type Schema } from 'apache-arrow';
import { ProblemError } from '../../../protocol/problem.ts';
import type { ByteSource } from '../../byte-source.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ArrowFormat } from './arrow-format.ts';
import { checkMessage } from './check-message.ts';

/** One message of an Arrow IPC stream; its body stays in the file. */
export interface IpcMessage {
  message: Message;
  /** Offset in the file of the first byte of the body. */
  bodyStart: number;
}

/** Stands before the length of a message since Arrow 0.15. */
const CONTINUATION = 0xffffffff;

/** Bytes of the longest description of a message: a hundred columns take some kilobytes. */
const METADATA_LIMIT_BYTES = 1 << 28;

/**
 * Walks through the messages of an Arrow IPC stream, or of a file, which is a stream between a magic and a footer
 * (https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc).
 * @throws ProblemError `dataset-truncated-file`; Error for other damage.
 */
export async function* ipcMessages(
  source: ByteSource,
  format: ArrowFormat,
  signal?: AbortSignal,
): AsyncGenerator<IpcMessage> {
  const end = source.byteLength ?? 0;
  let position = format === 'arrow-file' ? 8 : 0;
  while (position + 4 <= end) {
    throwIfCancelled(signal);
    const prefix = Buffer.from(await source.slice(position, Math.min(position + 8, end)));
    const continued = prefix.readUInt32LE(0) === CONTINUATION;
    if (continued && prefix.length < 8) throw truncated(source.name, format);
    const length = continued ? prefix.readUInt32LE(4) : prefix.readUInt32LE(0);
    if (length === 0) return;
    if (length > METADATA_LIMIT_BYTES) throw new Error(`a message description of ${length} bytes`);
    const metadataStart = position + (continued ? 8 : 4);
    const bodyStart = metadataStart + length;
    if (bodyStart > end) throw truncated(source.name, format);
    const description = await source.slice(metadataStart, bodyStart);
    checkMessage(description);
    const message = Message.decode(description);
    const bodyEnd = bodyStart + message.bodyLength;
    if (bodyEnd > end) throw truncated(source.name, format);
    yield { message, bodyStart };
    position = bodyEnd;
  }
}

/** The schema, which is the first message. */
export async function readSchema(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<Schema> {
  for await (const { message } of ipcMessages(source, format, signal)) {
    if (message.isSchema()) return message.header();
    break;
  }
  throw new Error('no schema');
}

/** The problem of a file that ends too early. */
export function truncated(file: string, format: ArrowFormat): ProblemError {
  return new ProblemError({ area: 'dataset', code: 'dataset-truncated-file', file, format, row: null });
}
