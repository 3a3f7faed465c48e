import type { Progress } from '../../protocol/progress.ts';
import { type ByteSource, countBytes } from './byte-source.ts';

/** Called with how far the reading is. */
export type OnProgress = (progress: Progress) => void;

/** Reports are at least this share of the whole apart. */
const STEP = 1 / 200;

/**
 * Progress over several passes through a source, told as bytes of it: after half of two passes it says half of its size. A pass
 * may read less than the whole (needed columns only) or more (the footer twice).
 */
export class ReadingProgress {
  /** The source to read from instead; it is counted. */
  readonly source: ByteSource;
  readonly #passes: number;
  readonly #total: number | null;
  readonly #report: OnProgress;
  /** -1 before the first pass. */
  #pass = -1;
  /** Bytes of this pass, and of all. */
  #bytes = 0;
  #allBytes = 0;
  #reported = 0;

  constructor(source: ByteSource, passes: number, onProgress: OnProgress = () => {}) {
    this.#passes = passes;
    this.#total = source.byteLength;
    this.#report = onProgress;
    this.source = countBytes(source, (bytes) => this.#count(bytes));
  }

  /** Begins a pass; bytes read before the first are not counted. */
  startPass(pass: number): void {
    this.#pass = pass;
    this.#bytes = 0;
    this.#tell();
  }

  /** Says that all passes are over. */
  end(): void {
    this.#pass = this.#passes;
    this.#bytes = 0;
    this.#tell();
  }

  #count(bytes: number): void {
    if (this.#pass < 0) return;
    this.#bytes += bytes;
    this.#allBytes += bytes;
    if (this.#total === null || this.#done(this.#total) - this.#reported >= this.#total * STEP) this.#tell();
  }

  #done(total: number): number {
    return Math.floor(((this.#pass + Math.min(1, this.#bytes / Math.max(1, total))) / this.#passes) * total);
  }

  #tell(): void {
    const total = this.#total;
    const done = total === null ? this.#allBytes : this.#done(total);
    this.#reported = Math.max(this.#reported, done);
    this.#report({ stage: 'read-dataset', done: this.#reported, total, unit: 'bytes' });
  }
}
