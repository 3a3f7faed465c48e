import type { Block } from 'apache-arrow/fb/block';
import { Footer } from 'apache-arrow/fb/footer';
import { ByteBuffer } from 'flatbuffers';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ArrowSchema } from './arrow-type.ts';
import { decodeMessage } from './decode-message.ts';
import { decodeSchema } from './decode-schema.ts';
import { FILE_START_BYTES, type IpcMessage, METADATA_LIMIT_BYTES, readPrefix } from './ipc-messages.ts';
import { ListBudget } from './list-budget.ts';
import { safeNumber } from './safe-number.ts';

const FILE_END = 'ARROW1';

/** The length of the footer and the magic, which are the last bytes of a file. */
const TRAILER_BYTES = 4 + FILE_END.length;

/** Bytes of a block in the footer's lists. */
const BLOCK_BYTES = 24;

/** Where a message lies in a file: its prefix and description together, then its body. */
interface MessageBlock {
  offset: number;
  metadataLength: number;
  bodyLength: number;
}

/** What the footer of an Arrow file says. */
export interface FileFooter {
  schema: ArrowSchema;
  dictionaries: MessageBlock[];
  batches: MessageBlock[];
}

/**
 * Reads the footer of an Arrow file (https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format): the schema may stand
 * there alone, and rows are only what its blocks say.
 * @returns Null where the file ends without one.
 * @throws UnknownArrowType; Error where it is damaged.
 */
export async function readFooter(source: ByteSource): Promise<FileFooter | null> {
  const end = source.byteLength ?? 0;
  const trailer = Buffer.from(await source.slice(Math.max(0, end - TRAILER_BYTES), end));
  if (trailer.length < TRAILER_BYTES || trailer.toString('latin1', 4) !== FILE_END) return null;
  const length = trailer.readUInt32LE(0);
  const start = end - TRAILER_BYTES - length;
  if (length > METADATA_LIMIT_BYTES || start < FILE_START_BYTES) throw new Error(`a footer of ${length} bytes`);
  return decodeFooter(await source.slice(start, start + length), start);
}

/** @param end Offset of the footer, where the last block ends at the latest. */
function decodeFooter(bytes: Uint8Array, end: number): FileFooter {
  const footer = Footer.getRootAsFooter(new ByteBuffer(bytes));
  const budget = new ListBudget(bytes.length);
  const schema = footer.schema();
  if (schema === null) throw new Error('a footer without a schema');
  const dictionaries = budget.spend(footer.dictionariesLength(), BLOCK_BYTES);
  const batches = budget.spend(footer.recordBatchesLength(), BLOCK_BYTES);
  const decoded: FileFooter = {
    schema: decodeSchema(schema, footer.version(), budget),
    dictionaries: Array.from({ length: dictionaries }, (_, i) => decodeBlock(footer.dictionaries(i), end)),
    batches: Array.from({ length: batches }, (_, i) => decodeBlock(footer.recordBatches(i), end)),
  };
  checkApart([...decoded.dictionaries, ...decoded.batches], end);
  return decoded;
}

function decodeBlock(block: Block | null, end: number): MessageBlock {
  if (block === null) throw new Error('a list of blocks that ends early');
  const [offset, bodyLength] = [safeNumber(block.offset()), safeNumber(block.bodyLength())];
  const metadataLength = block.metaDataLength();
  const inside = offset >= FILE_START_BYTES && bodyLength >= 0 && offset + metadataLength + bodyLength <= end;
  if (inside && metadataLength > 4 && metadataLength <= METADATA_LIMIT_BYTES) {
    return { offset, metadataLength, bodyLength };
  }
  throw new Error(`a block of ${metadataLength} and ${bodyLength} bytes at byte ${offset}`);
}

/** Blocks that share their bytes could make many rows of few. */
function checkApart(blocks: readonly MessageBlock[], end: number): void {
  const bytes = blocks.reduce((sum, { metadataLength, bodyLength }) => sum + metadataLength + bodyLength, 0);
  if (bytes > end) throw new Error(`blocks of ${bytes} bytes in ${end}`);
}

/**
 * The messages that the footer names: the dictionaries, then the record batches.
 * @throws Error where no such message is there.
 */
export async function* footerMessages(
  source: ByteSource,
  { dictionaries, batches }: FileFooter,
  signal?: AbortSignal,
): AsyncGenerator<IpcMessage> {
  for (const block of [...dictionaries, ...batches]) {
    throwIfCancelled(signal);
    yield await readBlock(source, block);
  }
}

async function readBlock(source: ByteSource, block: MessageBlock): Promise<IpcMessage> {
  const { offset, metadataLength } = block;
  const bytes = await source.slice(offset, offset + metadataLength);
  const prefix = readPrefix(bytes);
  if (prefix === null || prefix.length === 0 || prefix.bytes + prefix.length > bytes.length) {
    throw new Error(`no message at byte ${offset}`);
  }
  const message = decodeMessage(bytes.subarray(prefix.bytes, prefix.bytes + prefix.length));
  if (message.bodyLength > block.bodyLength) throw new Error(`a message at byte ${offset} with a longer body`);
  return { ...message, bodyStart: offset + metadataLength };
}
