import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { Field } from 'apache-arrow/fb/field';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { ByteBuffer } from 'flatbuffers';

/** Bytes that an element of a list takes at least: an offset to a table, or a struct of two 64-bit numbers. */
const OFFSET_BYTES = 4;
const STRUCT_BYTES = 16;

/**
 * Checks the lists of a message's description before apache-arrow decodes it: it trusts their lengths, so that a damaged byte
 * could make it loop over 2^31 entries. JavaScript's flatbuffers has no verifier.
 * @throws Error where a list is longer than the bytes it lies in.
 */
export function checkMessage(bytes: Uint8Array): void {
  const message = Message.getRootAsMessage(new ByteBuffer(bytes));
  const budget = new ListBudget(bytes.length);
  budget.spend(message.customMetadataLength(), OFFSET_BYTES);
  switch (message.headerType()) {
    case MessageHeader.Schema: {
      const schema = headerOf(message, new Schema());
      budget.spend(schema.customMetadataLength(), OFFSET_BYTES);
      budget.spend(schema.fieldsLength(), OFFSET_BYTES);
      for (let i = 0; i < schema.fieldsLength(); i++) checkField(schema.fields(i), budget);
      break;
    }
    case MessageHeader.RecordBatch:
      checkBatch(headerOf(message, new RecordBatch()), budget);
      break;
    case MessageHeader.DictionaryBatch:
      checkBatch(headerOf(message, new DictionaryBatch()).data(), budget);
  }
}

function headerOf<T>(message: Message, empty: T): T {
  const header: T | null = message.header(empty);
  if (header === null) throw new Error('a message without a header');
  return header;
}

function checkField(field: Field | null, budget: ListBudget): void {
  if (field === null) return;
  budget.spend(field.customMetadataLength(), OFFSET_BYTES);
  budget.spend(field.childrenLength(), OFFSET_BYTES);
  for (let i = 0; i < field.childrenLength(); i++) checkField(field.children(i, new Field()), budget);
}

function checkBatch(batch: RecordBatch | null, budget: ListBudget): void {
  if (batch === null) throw new Error('a batch without rows');
  budget.spend(batch.nodesLength(), STRUCT_BYTES);
  budget.spend(batch.buffersLength(), STRUCT_BYTES);
  budget.spend(batch.variadicBufferCountsLength(), OFFSET_BYTES);
}

/** All lists together cannot take more bytes than there are. */
class ListBudget {
  #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  spend(elements: number, elementBytes: number): void {
    this.#bytes -= elements * elementBytes;
    if (!(elements >= 0 && this.#bytes >= 0)) throw new Error(`a list of ${elements} elements`);
  }
}
