import type { RepositoryFile } from '../../../hub/cache/layout.ts';
import type { Hub } from '../../../hub/hub.ts';
import { forgetRanges } from '../../../hub/ranges/range-cache.ts';
import { readRange } from '../../../hub/ranges/read-range.ts';
import { RemoteFile } from '../../../hub/ranges/remote-file.ts';
import { joinStretches, type Stretch, windowAt } from './file-windows.ts';

/** A file of the Hub that is read in parts. */
export interface RangeFile {
  hub: Hub;
  file: RepositoryFile;
  digest: string;
  size: number;
  signal: AbortSignal;
}

/** Windows that are held in memory, at most. */
const windowsHeld = 8;

/** The end of a file that is read at once, for the footer of most Parquet files lies within. */
export const tailBytes = 1 << 16;

/**
 * Reads parts of a file by range requests, a window of some megabytes at a time, and the next one ahead, but nothing outside of the
 * stretches that were announced.
 */
export class RangeReader {
  readonly #file: RangeFile;
  readonly #remote: RemoteFile;
  #stretches: Stretch[] = [];
  /** By first byte; the last used is the last. */
  readonly #windows = new Map<number, { end: number; bytes: Promise<Uint8Array | null> }>();

  constructor(file: RangeFile) {
    this.#file = file;
    this.#remote = new RemoteFile(file.hub, file.file);
  }

  /** Says what is going to be read, in place of what was said before. */
  announce(stretches: readonly Stretch[]): void {
    this.#stretches = joinStretches(stretches);
  }

  /**
   * The bytes from `start` to `end`; null where the server gives no parts.
   * @param until Where reading will end; nothing is read ahead beyond that.
   * @throws {ProblemError} a problem of the Hub, run-cancelled
   */
  async read(start: number, end: number, until = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = [];
    for (let position = start; position < end; ) {
      const window = this.#windowFor(position, end);
      const bytes = await this.#load(window);
      if (bytes === null) return null;
      if (window.end < until) this.#readAhead(window);
      parts.push(bytes.subarray(position - window.start, end - window.start));
      position = window.end;
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  }

  /** Drops what is held and kept. */
  async forget(): Promise<void> {
    this.#windows.clear();
    await forgetRanges(this.#file.hub, this.#file.digest);
  }

  #windowFor(position: number, end: number): Stretch {
    const stretch = this.#stretchAt(position);
    if (stretch) return windowAt(stretch, position);
    const { size } = this.#file;
    const tail = Math.max(0, size - tailBytes);
    if (position >= tail) return { start: tail, end: size };
    return windowAt({ start: position, end: Math.min(end, size) }, position);
  }

  #stretchAt(position: number): Stretch | undefined {
    return this.#stretches.find(({ start, end }) => start <= position && position < end);
  }

  #readAhead({ end }: Stretch): void {
    const stretch = this.#stretchAt(end);
    // Who reads the window hears of its failure.
    if (stretch) this.#load(windowAt(stretch, end)).catch(() => {});
  }

  #readWindow(start: number, end: number): Promise<Uint8Array | null> {
    const { digest, signal } = this.#file;
    return readRange({ remote: this.#remote, key: digest, digest, start, end, signal });
  }

  #load({ start, end }: Stretch): Promise<Uint8Array | null> {
    const held = this.#windows.get(start);
    this.#windows.delete(start);
    const window = held?.end === end ? held : { end, bytes: this.#readWindow(start, end) };
    this.#windows.set(start, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > windowsHeld && oldest !== undefined) this.#windows.delete(oldest);
    window.bytes.catch(() => {
      if (this.#windows.get(start) === window) this.#windows.delete(start);
    });
    return window.bytes;
  }
}
