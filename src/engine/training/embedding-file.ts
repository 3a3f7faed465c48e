import { dirname } from 'node:path';
import { makeFolder } from '../../esm/make-folder.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { NpzError } from '../../npz/npz-error.ts';
import { NpzFile } from '../../npz/read-npz.ts';
import { writeNpz } from '../../npz/write-npz.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { TrainingProblem } from '../../protocol/problems/training.ts';
import type { PairBlock, Pairs } from './pairs.ts';
import { RepeatedRows } from './repeated-rows.ts';

/** Rows that are read at a time. */
const blockRows = 2048;

/** Embeddings in a file, as `EmbeddingDataset` of hfselect saves them: arrays `x` and `y`. */
export class EmbeddingFile implements AsyncDisposable, Pairs {
  readonly #name: string;
  readonly #archive: NpzFile;
  /** Rows that are left out, counted from 0: their `x` came before. */
  readonly #repeated: ReadonlySet<number>;
  /** Without those that are left out. */
  readonly rows: number;
  /** d */
  readonly dimension: number;

  private constructor(name: string, archive: NpzFile, dimension: number, all: number, repeated: ReadonlySet<number>) {
    this.#name = name;
    this.#archive = archive;
    this.#repeated = repeated;
    this.rows = all - repeated.size;
    this.dimension = dimension;
  }

  /** How many rows are left out: copies would be on both sides of "left out", as those of texts. */
  get repeated(): number {
    return this.#repeated.size;
  }

  /**
   * Opens a file, looks at its arrays, and for rows that repeat one.
   *
   * @param name as the user wrote it
   * @throws {ProblemError} training-embeddings-unreadable, run-cancelled
   */
  static async open(name: string, path: string, signal: AbortSignal): Promise<EmbeddingFile> {
    return told(name, async () => {
      const archive = await NpzFile.open(path);
      try {
        const [x, y] = [await archive.header('x'), await archive.header('y')];
        if (x.rows === y.rows && x.columns === y.columns) {
          const repeated = new RepeatedRows();
          for await (const block of archive.rows('x', blockRows)) {
            throwIfCancelled(signal);
            repeated.add(block, x.columns);
          }
          return new EmbeddingFile(name, archive, x.columns, x.rows, repeated.rows);
        }
      } catch (error) {
        await archive[Symbol.asyncDispose]();
        throw error;
      }
      await archive[Symbol.asyncDispose]();
      throw new ProblemError(unreadable(name, 'shapes-differ', null, ''));
    });
  }

  /** @throws {ProblemError} training-embeddings-unreadable, training-embeddings-not-finite, run-cancelled */
  async *blocks(signal: AbortSignal): AsyncGenerator<PairBlock, void, undefined> {
    const [before, after] = ['x', 'y'].map((array) => this.#archive.rows(array, blockRows));
    for (let done = 0; before !== undefined && after !== undefined; ) {
      throwIfCancelled(signal);
      const [x, y] = await told(this.#name, async () => [(await before.next()).value, (await after.next()).value]);
      if (!x || !y) return;
      this.#checkFinite(x, y, done);
      yield this.#withoutRepeated(x, y, done);
      done += x.length / this.dimension;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#archive[Symbol.asyncDispose]();
  }

  /** @param done rows before these */
  #withoutRepeated(x: Float32Array, y: Float32Array, done: number): PairBlock {
    const d = this.dimension;
    const all = x.length / d;
    const kept = Array.from({ length: all }, (_, row) => row).filter((row) => !this.#repeated.has(done + row));
    if (kept.length === all) return { x, y, rows: all };
    const taken = (from: Float32Array) => {
      const rows = new Float32Array(kept.length * d);
      for (const [place, row] of kept.entries()) rows.set(from.subarray(row * d, (row + 1) * d), place * d);
      return rows;
    };
    return { x: taken(x), y: taken(y), rows: kept.length };
  }

  #checkFinite(x: Float32Array, y: Float32Array, done: number): void {
    const places = [x, y].map((numbers) => numbers.findIndex((value) => !Number.isFinite(value)));
    const at = Math.min(...places.filter((place) => place >= 0));
    if (at === Number.POSITIVE_INFINITY) return;
    const row = done + Math.floor(at / this.dimension) + 1;
    throw new ProblemError({ area: 'training', code: 'training-embeddings-not-finite', file: this.#name, row });
  }
}

/**
 * Keeps embeddings in a file that `EmbeddingDataset.from_disk` of hfselect reads, and {@link EmbeddingFile}.
 *
 * @throws {ProblemError} training-not-written, run-cancelled
 */
export async function saveEmbeddings(params: {
  path: string;
  pairs: Pairs;
  dimension: number;
  signal: AbortSignal;
}): Promise<void> {
  const { path, pairs, dimension, signal } = params;
  const arrays = (['x', 'y'] as const).map((name) => ({
    name,
    rows: pairs.rows,
    columns: dimension,
    async *pieces() {
      for await (const block of pairs.blocks(signal)) yield block[name];
    },
  }));
  try {
    await makeFolder(dirname(path));
    await writeNpz(path, arrays);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'training', code: 'training-not-written', file: path, reason }, { cause });
  }
}

async function told<Value>(file: string, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (cause) {
    if (!(cause instanceof NpzError)) throw cause;
    throw new ProblemError(unreadable(file, cause.fault, cause.array, cause.detail), { cause });
  }
}

type Unreadable = Extract<TrainingProblem, { code: 'training-embeddings-unreadable' }>;

function unreadable(file: string, fault: Unreadable['fault'], array: string | null, detail: string): Unreadable {
  return { area: 'training', code: 'training-embeddings-unreadable', file, fault, array, detail };
}
