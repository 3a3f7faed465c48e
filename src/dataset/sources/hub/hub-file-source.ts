import { cachedFile } from '../../../hub/cached-file.ts';
import type { DatasetFile } from '../../../hub/datasets/dataset-files.ts';
import type { Hub } from '../../../hub/hub.ts';
import { resolveFile } from '../../../hub/resolve-file.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import type { ByteSource, StreamOptions } from '../byte-source.ts';
import { openFile } from '../file-source.ts';
import { windowBytes } from './file-windows.ts';
import { RangeReader } from './range-reader.ts';

/** One file of a dataset on the Hub, and how it is to be read. */
export interface HubFileFacts {
  hub: Hub;
  repo: string;
  /** The branch, and its commit. */
  branch: string;
  commit: string;
  file: DatasetFile;
  signal: AbortSignal;
  /** Asked before a whole large file is fetched although parts would do, because the server gives no parts. */
  agree: (bytes: number) => Promise<void>;
}

/** Smaller files are fetched whole, into the cache that is shared with Python: one request more would cost as much as the rest. */
export const wholeFileBytes = 1 << 20;

/** A file of the Hub as a source of bytes: in the cache, or read in parts, which are kept. */
export class HubFileSource implements ByteSource {
  readonly name: string;
  readonly nameForFormat: string;
  readonly byteLength: number;
  readonly knownFormat?: 'parquet';
  /** Names its content. */
  readonly digest: string;
  readonly #facts: HubFileFacts;
  readonly #reader: RangeReader;
  #whole: Promise<ByteSource> | null = null;
  /** False once it has shown that the whole file cannot be brought into the cache. */
  #cacheIsOpen = true;

  constructor(facts: HubFileFacts) {
    const { hub, repo, commit: revision, file, signal } = facts;
    this.#facts = facts;
    this.name = `hf:${repo}/${file.path}`;
    this.nameForFormat = file.path;
    this.byteLength = file.size;
    this.digest = file.digest;
    if (/\.(?:parquet|pq)$/i.test(file.path)) this.knownFormat = 'parquet';
    const location = { repo, repoType: 'dataset' as const, revision, path: file.path };
    this.#reader = new RangeReader({ hub, file: location, digest: file.digest, size: file.size, signal });
    this.stream = this.stream.bind(this);
    this.slice = this.slice.bind(this);
    this.willRead = this.willRead.bind(this);
    this.forget = this.forget.bind(this);
  }

  /** Whether it is in the cache as a whole. */
  async isCached(): Promise<boolean> {
    return (await cachedFile(this.#facts.hub, this.#location())).kind === 'cached';
  }

  /** Brings the whole file into the cache. Where it cannot come there, the file is read in parts. */
  async fetchWhole(onBytes?: (received: number) => void): Promise<void> {
    try {
      this.#whole ??= this.#bringWhole(onBytes);
      await this.#whole;
    } catch (error) {
      if (!partsMayDo(error)) throw error;
      this.#facts.hub.log('info', `${this.name} cannot be kept whole: ${error}`);
      this.#whole = null;
      this.#cacheIsOpen = false;
    }
  }

  willRead(stretches: readonly { start: number; end: number }[]): void {
    this.#reader.announce(stretches);
  }

  /** A whole file was checked against its digest when it came, parts were not. */
  forget(): Promise<void> {
    return this.#reader.forget();
  }

  slice(start: number, end: number): Promise<Uint8Array> {
    return this.#read(start, Math.min(end, this.byteLength));
  }

  async #read(start: number, end: number, until?: number): Promise<Uint8Array> {
    throwIfCancelled(this.#facts.signal);
    const whole = await this.#wholeIfThere();
    const bytes = whole === null ? await this.#reader.read(start, end, until) : null;
    return bytes ?? (whole ?? (await this.#wholeInsteadOfParts())).slice(start, end);
  }

  async *stream({ start = 0, end, signal }: StreamOptions = {}): AsyncGenerator<Uint8Array> {
    const stop = Math.min(end ?? this.byteLength, this.byteLength);
    for (let position = start; position < stop; ) {
      const whole = await this.#wholeIfThere();
      if (whole !== null) {
        yield* whole.stream({ start: position, end: stop, signal });
        return;
      }
      throwIfCancelled(signal);
      this.willRead([{ start: 0, end: this.byteLength }]);
      const chunk = await this.#read(position, Math.min(position + windowBytes, stop), stop);
      yield chunk;
      position += chunk.length;
    }
  }

  /** The whole file where it is at hand: in the cache, or so small that it is fetched. */
  async #wholeIfThere(): Promise<ByteSource | null> {
    const isAtHand = this.#cacheIsOpen && (this.byteLength <= wholeFileBytes || (await this.isCached()));
    if (this.#whole === null && isAtHand) await this.fetchWhole();
    return this.#whole;
  }

  async #wholeInsteadOfParts(): Promise<ByteSource> {
    const { hub, repo, file, agree } = this.#facts;
    hub.log('info', `${repo}/${file.path}: the server gives no parts of files, so the whole file is fetched`);
    if (!(await this.isCached())) await agree(this.byteLength);
    this.#whole ??= this.#bringWhole();
    return this.#whole;
  }

  async #bringWhole(onBytes?: (received: number) => void): Promise<ByteSource> {
    const { hub, repo, branch, file, signal } = this.#facts;
    const limitBytes = file.size;
    const wanted = { hub, signal, limitBytes, ref: branch, ...this.#location(), ...(onBytes && { onBytes }) };
    const path = await resolveFile(wanted);
    if (path === null) {
      const reason = `${this.#facts.file.path} is listed and not there`;
      const url = `${hub.settings.endpoint}/datasets/${repo}`;
      throw new ProblemError({ area: 'hub', code: 'hub-bad-response', url, reason });
    }
    return openFile(path);
  }

  #location() {
    const { repo, commit, file } = this.#facts;
    return { repo, repoType: 'dataset' as const, revision: commit, path: file.path };
  }
}

/** Whether the parts that are kept, or that need not be kept, are worth a try where the whole file is not to be had. */
function partsMayDo(error: unknown): boolean {
  return error instanceof ProblemError && withoutWhole.has(error.problem.code);
}

const withoutWhole: ReadonlySet<string> = new Set([
  'hub-cache-not-writable',
  'hub-disk-full',
  'hub-offline-not-cached',
]);
