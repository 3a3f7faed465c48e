import { stat } from 'node:fs/promises';
import type { Engine } from '../../engine/engine.ts';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';

/** So many files are remembered. */
const limit = 50;

/**
 * What dataset files hold, remembered as long as they do not change. One inspection at a time for each state of a file; one that
 * failed is not remembered.
 */
export class Inspections {
  readonly #engine: Engine;
  readonly #known = new Map<string, Promise<DatasetInspection>>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @throws {ProblemError} what is wrong with the file */
  async of(file: string): Promise<DatasetInspection> {
    const key = `${file}|${await stateOf(file)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const inspection = this.#engine.inspect({ file, signal: new AbortController().signal });
    this.#known.set(key, inspection);
    inspection.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > limit && oldest !== undefined) this.#known.delete(oldest);
    return inspection;
  }
}

async function stateOf(file: string): Promise<string> {
  return stat(file).then(
    ({ size, mtimeMs }) => `${size}|${mtimeMs}`,
    () => 'missing',
  );
}
