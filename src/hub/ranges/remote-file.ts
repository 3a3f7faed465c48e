import { ProblemError } from '../../protocol/problem.ts';
import type { RepositoryFile } from '../cache/layout.ts';
import { type FoundContent, type OpenedFile, openFile, openFound } from '../download/open-file.ts';
import type { Hub } from '../hub.ts';

/**
 * A file of the Hub that is read in several requests. Where its content was found is remembered, a signed address of the storage, so that each part after the
 * first takes one request, and none that the Hub counts. An address that is no longer valid is asked for anew.
 */
export class RemoteFile {
  readonly hub: Hub;
  readonly file: RepositoryFile;
  #found: FoundContent | null = null;

  constructor(hub: Hub, file: RepositoryFile) {
    this.hub = hub;
    this.file = file;
  }

  /**
   * Opens the file from a byte on, as {@link openFile} does.
   *
   * @throws {ProblemError} a problem of the Hub, run-cancelled
   */
  async open(from: number, signal: AbortSignal, until?: number): Promise<OpenedFile> {
    const { hub, file } = this;
    if (this.#found !== null) {
      try {
        return await openFound(hub, file, this.#found, from, signal, until);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        this.#found = null;
      }
    }
    const opened = await openFile(hub, file, from, signal, until);
    if (opened.kind === 'open' && !hub.isOwn(opened.found.url)) this.#found = opened.found;
    return opened;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'hub-refused';
}
