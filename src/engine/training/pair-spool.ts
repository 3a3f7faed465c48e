import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PairBlock, Pairs } from './pairs.ts';

/**
 * Embeddings in a temporary file: they are needed twice, and any number of them must find room. The file goes at the end, and lies in a folder
 * for this user only.
 */
export class PairSpool implements AsyncDisposable, Pairs {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #d: number;
  readonly #blocks: { at: number; rows: number }[] = [];
  #end = 0;
  rows = 0;

  private constructor(folder: string, file: FileHandle, dimension: number) {
    this.#folder = folder;
    this.#file = file;
    this.#d = dimension;
  }

  /** Starts an empty one for embeddings of so many numbers. @throws {ProblemError} training-not-written */
  static async open(dimension: number): Promise<PairSpool> {
    const place = tmpdir();
    const folder = await told(place, () => mkdtemp(join(place, 'esm-rank-')));
    const file = await told(folder, () => open(join(folder, 'pairs'), 'wx+', 0o600));
    return new PairSpool(folder, file, dimension);
  }

  /** Takes some rows. @throws {ProblemError} training-not-written, where the disk is full */
  async append({ x, y, rows }: PairBlock): Promise<void> {
    const at = this.#end;
    for (const numbers of [x, y]) {
      const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
      for (let done = 0; done < bytes.length; ) {
        const write = () => this.#file.write(bytes, done, bytes.length - done, this.#end + done);
        done += (await told(this.#folder, write)).bytesWritten;
      }
      this.#end += bytes.length;
    }
    this.#blocks.push({ at, rows });
    this.rows += rows;
  }

  async *blocks(signal: AbortSignal): AsyncGenerator<PairBlock, void, undefined> {
    for (const { at, rows } of this.#blocks) {
      throwIfCancelled(signal);
      const length = rows * this.#d;
      yield { x: await this.#read(at, length), y: await this.#read(at + 4 * length, length), rows };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #read(at: number, length: number): Promise<Float32Array> {
    const numbers = new Float32Array(length);
    const bytes = new Uint8Array(numbers.buffer);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await this.#file.read(bytes, done, bytes.length - done, at + done);
      if (bytesRead === 0) throw new Error('the temporary file of the embeddings was cut off');
      done += bytesRead;
    }
    return numbers;
  }
}

/** What the system refuses in the folder for temporary files is a problem of this machine. */
async function told<Value>(file: string, step: () => Promise<Value>): Promise<Value> {
  return step().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'training', code: 'training-not-written', file, reason }, { cause });
  });
}
