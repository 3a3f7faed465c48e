import type { ProblemError } from '../../protocol/problem.ts';
import type { RepositoryFile } from '../cache/layout.ts';
import type { Hub } from '../hub.ts';
import { resolveFile } from '../resolve-file.ts';
import { forgetRanges, type KeptFacts, keepFacts, keptBeginning, keyOfFile, readKeptFacts } from './range-cache.ts';
import { readRange } from './read-range.ts';
import { RemoteFile } from './remote-file.ts';

/** A file of a commit of which a part may do: its parts are read and kept, and put together where the whole is wanted after all. */
export class PartialFile {
  readonly #hub: Hub;
  readonly #file: RepositoryFile;
  readonly #key: string;
  readonly #remote: RemoteFile;
  readonly #absent: (() => ProblemError) | undefined;
  #facts: KeptFacts | null = null;

  /**
   * @param file its revision is a commit
   * @param absent the problem where there is no such file. Default: hub-bad-response
   */
  constructor(hub: Hub, file: RepositoryFile, absent?: () => ProblemError) {
    this.#hub = hub;
    this.#file = file;
    this.#key = keyOfFile(file);
    this.#remote = new RemoteFile(hub, file);
    this.#absent = absent;
  }

  /** Bytes of the whole file; null where that is not known, or not yet. */
  get size(): number | null {
    return this.#facts?.size ?? null;
  }

  /**
   * The bytes from `start` to `end`, or to the end of the file where it ends before.
   *
   * @returns null where the server sends the whole file whatever range is asked for; nothing of it was read then
   * @throws {ProblemError} a problem of the Hub, run-cancelled
   */
  async read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array | null> {
    this.#facts ??= await readKeptFacts(this.#hub, this.#key);
    const before = this.#facts;
    const bytes = await readRange({
      remote: this.#remote,
      key: this.#key,
      digest: before?.etag ?? null,
      start,
      end: Math.min(end, before?.size ?? end),
      signal,
      absent: this.#absent,
      onOpened: ({ etag, size }) => {
        this.#facts = { etag, size };
      },
    });
    if (bytes !== null && before === null && this.#facts !== null) await keepFacts(this.#hub, this.#key, this.#facts);
    return bytes;
  }

  /** Drops what is kept of it. */
  forget(): Promise<void> {
    return forgetRanges(this.#hub, this.#key);
  }

  /**
   * Brings the whole file into the cache that is shared with Python, as {@link resolveFile} does: what is kept is not fetched again, but checked with the rest.
   *
   * @returns null where the repository has no such file
   */
  async complete(params: { ref: string; limitBytes: number; signal: AbortSignal }): Promise<string | null> {
    const kept = await keptBeginning(this.#hub, this.#key);
    const { size } = (await readKeptFacts(this.#hub, this.#key)) ?? { size: null };
    // A file of which all is there, or may be, is asked for its last byte: behind that there is nothing to ask for.
    const beginning = kept.subarray(0, Math.max(0, Math.min(kept.length, (size ?? kept.length) - 1)));
    const path = await resolveFile({ hub: this.#hub, ...this.#file, ...params, remote: this.#remote, beginning });
    await this.forget();
    return path;
  }
}
