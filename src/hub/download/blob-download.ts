import type { RepositoryFile } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import type { OpenContent, OpenedFile } from './open-file.ts';

/** What is fetched, and where it goes. */
export interface BlobDownload {
  hub: Hub;
  file: RepositoryFile;
  opened: OpenContent;
  /** Opens the file again from a byte on, after a break. */
  reopen: (from: number, signal: AbortSignal) => Promise<OpenedFile>;
  /** Bytes from the start of the file that are there already; the content that was opened begins behind them, or at 0. */
  beginning: Uint8Array;
  /** Absolute path, named by the digest. Its folder is there. */
  blob: string;
  /** Bytes that it can have. */
  limitBytes: number;
  signal: AbortSignal;
  /** Bytes received so far. */
  onBytes: (bytes: number) => void;
}
