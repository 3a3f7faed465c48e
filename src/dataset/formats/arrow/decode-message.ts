import { BodyCompression } from 'apache-arrow/fb/body-compression';
import type { CompressionType } from 'apache-arrow/fb/compression-type';
import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { ByteBuffer } from 'flatbuffers';
import type { ArrowSchema } from './arrow-type.ts';
import { decodeSchema } from './decode-schema.ts';
import { ListBudget } from './list-budget.ts';
import { safeNumber } from './safe-number.ts';

/** Bytes of an element of a list: a struct of two 64-bit numbers, or one such number. */
const STRUCT_BYTES = 16;
const NUMBER_BYTES = 8;

/** Where a buffer lies in the body of its message. */
export interface BufferRegion {
  offset: number;
  length: number;
}

/** What a record batch says about its body. */
export interface BatchHeader {
  length: number;
  nodes: { length: number; nullCount: number }[];
  buffers: BufferRegion[];
  /** Null where the buffers are not compressed. */
  codec: CompressionType | null;
  /** How many data buffers each column of views has, in order. */
  variadicCounts: number[];
}

/** What a message of an Arrow stream or file holds. */
export type MessageContent =
  | { holds: 'schema'; schema: ArrowSchema }
  | { holds: 'dictionary'; id: number; isDelta: boolean; values: BatchHeader }
  | { holds: 'rows'; batch: BatchHeader }
  | { holds: 'other' };

/**
 * Reads the description of a message (https://github.com/apache/arrow/blob/main/format/Message.fbs).
 * @returns The content, and how many bytes the body has that follows.
 * @throws UnknownArrowType; Error where it is damaged.
 */
export function decodeMessage(bytes: Uint8Array): { content: MessageContent; bodyLength: number } {
  const message = Message.getRootAsMessage(new ByteBuffer(bytes));
  const bodyLength = safeNumber(message.bodyLength());
  if (bodyLength < 0) throw new Error(`a message of ${bodyLength} bytes`);
  return { content: contentOf(message, new ListBudget(bytes.length)), bodyLength };
}

function contentOf(message: Message, budget: ListBudget): MessageContent {
  switch (message.headerType()) {
    case MessageHeader.Schema:
      return { holds: 'schema', schema: decodeSchema(headerOf(message, new Schema()), message.version(), budget) };
    case MessageHeader.RecordBatch:
      return { holds: 'rows', batch: decodeBatch(headerOf(message, new RecordBatch()), budget) };
    case MessageHeader.DictionaryBatch: {
      const dictionary = headerOf(message, new DictionaryBatch());
      const id = safeNumber(dictionary.id());
      const values = decodeBatch(dictionary.data(), budget);
      return { holds: 'dictionary', id, isDelta: dictionary.isDelta(), values };
    }
    default:
      return { holds: 'other' };
  }
}

function headerOf<T>(message: Message, empty: T): T {
  const header: T | null = message.header(empty);
  if (header === null) throw new Error('a message without a header');
  return header;
}

function decodeBatch(batch: RecordBatch | null, budget: ListBudget): BatchHeader {
  if (batch === null) throw new Error('a batch without rows');
  const nodes = listOf(budget.spend(batch.nodesLength(), STRUCT_BYTES), (i) => batch.nodes(i));
  const buffers = listOf(budget.spend(batch.buffersLength(), STRUCT_BYTES), (i) => batch.buffers(i));
  const views = listOf(budget.spend(batch.variadicBufferCountsLength(), NUMBER_BYTES), (i) =>
    batch.variadicBufferCounts(i),
  );
  return {
    length: safeNumber(batch.length()),
    nodes: nodes.map((node) => ({ length: safeNumber(node.length()), nullCount: safeNumber(node.nullCount()) })),
    buffers: buffers.map((buffer) => ({ offset: safeNumber(buffer.offset()), length: safeNumber(buffer.length()) })),
    codec: batch.compression(new BodyCompression())?.codec() ?? null,
    variadicCounts: views.map(safeNumber),
  };
}

function listOf<T>(count: number, at: (i: number) => T | null): T[] {
  return Array.from({ length: count }, (_, i) => {
    const element = at(i);
    if (element === null) throw new Error('a list that ends early');
    return element;
  });
}
