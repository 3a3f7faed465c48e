import { ProblemError } from '../../../protocol/problem.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ArrowFormat } from './arrow-format.ts';
import type { ArrowSchema } from './arrow-type.ts';
import { footerMessages, readFooter } from './file-footer.ts';
import { type IpcMessage, ipcMessages, readSchema, truncated } from './ipc-messages.ts';

/** The schema of Arrow data and where its messages come from. */
export interface ArrowContent {
  schema: ArrowSchema;
  /** Dictionaries and record batches, each dictionary before the first batch that needs it. */
  messages(signal?: AbortSignal): AsyncIterable<IpcMessage>;
  /** True where the end is missing, and there are only the messages before it. */
  cutOff: boolean;
}

/**
 * Finds the messages of a stream one after the other, those of a file by its footer. A file without a footer was cut off, or was
 * never finished: it is read as the stream that it begins with.
 * @throws ProblemError `dataset-truncated-file` where no row came before the cut; Error where it is damaged.
 */
export async function openContent(
  source: ByteSource,
  format: ArrowFormat,
  signal?: AbortSignal,
): Promise<ArrowContent> {
  if (format === 'arrow-stream') {
    const schema = await readSchema(source, format, signal);
    return { schema, cutOff: false, messages: (readSignal) => ipcMessages(source, format, readSignal) };
  }
  const footer = await readFooter(source);
  if (footer === null) return openCutOff(source, signal);
  const { schema } = footer;
  return { schema, cutOff: false, messages: (readSignal) => footerMessages(source, footer, readSignal) };
}

async function openCutOff(source: ByteSource, signal?: AbortSignal): Promise<ArrowContent> {
  const noRows = truncated(source.name, 'arrow-file');
  // Polars and JavaScript write no schema there.
  const schema = await readSchema(source, 'arrow-file', signal).catch((error) => {
    throw error instanceof ProblemError ? error : noRows;
  });
  for await (const { content } of untilCut(source, signal)) {
    if (content.holds !== 'rows') continue;
    return { schema, cutOff: true, messages: (readSignal) => untilCut(source, readSignal) };
  }
  throw noRows;
}

async function* untilCut(source: ByteSource, signal?: AbortSignal): AsyncGenerator<IpcMessage> {
  try {
    yield* ipcMessages(source, 'arrow-file', signal);
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'dataset-truncated-file')) throw error;
  }
}
