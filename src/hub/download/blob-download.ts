import type { RepositoryFile } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import type { OpenContent } from './open-file.ts';

/** What is fetched, and where it goes. */
export interface BlobDownload {
  hub: Hub;
  file: RepositoryFile;
  opened: OpenContent;
  /** Absolute path, named by the digest. Its folder is there. */
  blob: string;
  /** Bytes that it can have. */
  limitBytes: number;
  signal: AbortSignal;
  /** Bytes received so far. */
  onBytes: (bytes: number) => void;
}
