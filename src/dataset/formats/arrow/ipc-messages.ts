import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ArrowFormat } from './arrow-format.ts';
import type { ArrowSchema } from './arrow-type.ts';
import { decodeMessage, type MessageContent } from './decode-message.ts';

/** One message of Arrow data; its body stays in the file. */
export interface IpcMessage {
  content: MessageContent;
  /** Offset in the file of the first byte of the body, and how many there are. */
  bodyStart: number;
  bodyLength: number;
}

/** Stands before the length of a message since Arrow 0.15. */
const CONTINUATION = 0xffffffff;

/** Bytes of the longest description of a message: a hundred columns take some kilobytes. */
export const METADATA_LIMIT_BYTES = 1 << 28;

/** Bytes before the first message of a file: a magic, filled up. */
export const FILE_START_BYTES = 8;

/**
 * Walks through the messages of an Arrow IPC stream, or of a file whose end is missing: that is a stream behind a magic
 * (https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc).
 * @throws ProblemError `dataset-truncated-file`; Error for other damage.
 */
export async function* ipcMessages(
  source: ByteSource,
  format: ArrowFormat,
  signal?: AbortSignal,
): AsyncGenerator<IpcMessage> {
  const end = source.byteLength ?? 0;
  let position = format === 'arrow-file' ? FILE_START_BYTES : 0;
  while (position + 4 <= end) {
    throwIfCancelled(signal);
    const prefix = readPrefix(await source.slice(position, Math.min(position + 8, end)));
    if (prefix === null) throw truncated(source.name, format);
    if (prefix.length === 0) return;
    if (prefix.length > METADATA_LIMIT_BYTES) throw new Error(`a message description of ${prefix.length} bytes`);
    const metadataStart = position + prefix.bytes;
    const bodyStart = metadataStart + prefix.length;
    if (bodyStart > end) throw truncated(source.name, format);
    const message = decodeMessage(await source.slice(metadataStart, bodyStart));
    position = bodyStart + message.bodyLength;
    if (position > end) throw truncated(source.name, format);
    yield { ...message, bodyStart };
  }
}

/**
 * What stands before the description of a message: its length, since Arrow 0.15 after a mark.
 * @param start At least four bytes.
 * @returns Null where it ends too early.
 */
export function readPrefix(start: Uint8Array): { bytes: 4 | 8; length: number } | null {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const first = view.getUint32(0, true);
  if (first !== CONTINUATION) return { bytes: 4, length: first };
  return start.length < 8 ? null : { bytes: 8, length: view.getUint32(4, true) };
}

/**
 * The schema, which is the first message of a stream.
 * @throws ProblemError `dataset-truncated-file`; Error where there is none, or where it is damaged.
 */
export async function readSchema(source: ByteSource, format: ArrowFormat, signal?: AbortSignal): Promise<ArrowSchema> {
  for await (const { content } of ipcMessages(source, format, signal)) {
    if (content.holds === 'schema') return content.schema;
    break;
  }
  throw new Error('no schema');
}

/** The problem of a file that ends too early. */
export function truncated(file: string, format: ArrowFormat): ProblemError {
  return new ProblemError({ area: 'dataset', code: 'dataset-truncated-file', file, format, row: null });
}
