import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { DeclaredReading } from './declared-reading.ts';

/** Where the rows of a dataset on the Hub come from. */
export interface HubOrigin {
  config: string;
  /** Commit of the dataset. */
  revision: string;
  /** Commit of the branch with the conversion to Parquet, where the rows were read from that. */
  converted?: string;
}

/** Which bytes of a source to read; by default all. `end` is exclusive. */
export interface StreamOptions {
  start?: number;
  end?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Where the bytes of a dataset come from: a file now; standard input, a decompressor, the Hub later. Formats read nothing else,
 * so a source can be wrapped (counted, cut in other chunks) without their knowing.
 */
export interface ByteSource {
  /** What the user calls it; only for messages, and for the extension. */
  readonly name: string;
  /** A name whose extension tells the format, where {@link name} has none. */
  readonly nameForFormat?: string;
  /** Null where it is not known before the end; such a source has no {@link slice}. */
  readonly byteLength: number | null;
  /** The files of a dataset in several, in order; they are read instead of the source itself. */
  readonly shards?: readonly ByteSource[];
  /** The split of a dataset that has some by name. */
  readonly split?: string | null;
  /** The sheet of a spreadsheet that a person names. */
  readonly sheet?: string;
  /** Set for a dataset on the Hub. */
  readonly origin?: HubOrigin;
  /** What a reader of the result should know of how the dataset was found. */
  readonly warnings?: readonly DatasetWarning[];
  /** The format, where it is certain without a look at the content. */
  readonly knownFormat?: 'parquet';
  /** True where reading from the middle costs no more than from the start, in however many pieces. */
  readonly seekable?: boolean;
  /** How the dataset says that it is to be read. */
  readonly reading?: DeclaredReading;
  /** Names of the classes of columns, where they stand beside the files. */
  readonly classNames?: ReadonlyMap<string, string[]>;
  /** To be called before all rows of some columns are read: what would download much asks for consent here. */
  prepare?(columns: readonly string[]): Promise<void>;
  /** Says which stretches are going to be read with {@link slice}, so that a distant source can fetch them together and ahead. */
  willRead?(stretches: readonly { start: number; end: number }[]): void;
  /** Drops what is kept of a distant source from before: it was found damaged, and may have been changed on its way. */
  forget?(): Promise<void>;
  /**
   * The bytes in order, in chunks of any size. Can be called again, and gives the same bytes then.
   * @throws ProblemError `run-cancelled`, or the source's own problem.
   */
  stream(options?: StreamOptions): AsyncIterable<Uint8Array>;
  /** The bytes from `start` to `end` (exclusive), fewer only where the source ends before. */
  slice(start: number, end: number): Promise<Uint8Array>;
}

/** A source that tells `onBytes` how many bytes were read, each time some are. */
export function countBytes(source: ByteSource, onBytes: (bytes: number) => void): ByteSource {
  return {
    ...source,
    ...(source.shards && { shards: source.shards.map((shard) => countBytes(shard, onBytes)) }),
    async *stream(options) {
      for await (const chunk of source.stream(options)) {
        onBytes(chunk.byteLength);
        yield chunk;
      }
    },
    async slice(start, end) {
      const bytes = await source.slice(start, end);
      onBytes(bytes.byteLength);
      return bytes;
    },
  };
}

/** The first bytes of a source, at most `length` of them. */
export async function readStart(source: ByteSource, length: number, signal?: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of source.stream({ end: length, signal })) {
    chunks.push(chunk);
    have += chunk.byteLength;
    if (have >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}
