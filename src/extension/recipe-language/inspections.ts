import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, InspectParams } from '../../engine/engine.ts';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';

/** So many datasets are remembered. */
const limit = 50;

/**
 * What datasets hold, remembered as long as a file does not change, and in this window for a dataset on the Hub. One inspection at
 * a time for each state; one that failed is not remembered.
 */
export class Inspections {
  readonly #engine: Engine;
  readonly #known = new Map<string, Promise<DatasetInspection>>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * @param signal of who asks first; aborted, it ends the inspection for all who wait for it. Default: it goes on to its end
   * @throws {ProblemError} what is wrong with the dataset, run-cancelled
   */
  async of(dataset: InspectParams, signal = new AbortController().signal): Promise<DatasetInspection> {
    const key = await keyOf(dataset);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const inspection = this.#engine.inspect({ ...dataset, signal });
    this.#known.set(key, inspection);
    inspection.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > limit && oldest !== undefined) this.#known.delete(oldest);
    return inspection;
  }

  /** What is remembered of a dataset; null where it was not looked at yet. Makes no request. */
  async known(dataset: InspectParams): Promise<DatasetInspection | null> {
    return (await this.#known.get(await keyOf(dataset))) ?? null;
  }
}

async function keyOf({ file, config, split, encoding, sheet, model }: InspectParams): Promise<string> {
  return JSON.stringify([
    file,
    config,
    split,
    encoding,
    sheet,
    model,
    isDatasetAddress(file) ? null : await stateOf(file),
  ]);
}

/** Size and time of a file; of a folder, those of the files in it, as a shard may be written anew in its place. */
async function stateOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'missing';
  if (!found.isDirectory()) return `${found.size}|${found.mtimeMs}`;
  const names = await readdir(path).catch(() => []);
  const states = await Promise.all(names.map((name) => stat(join(path, name)).catch(() => null)));
  const bytes = states.reduce((sum, state) => sum + (state?.size ?? 0), 0);
  return `${names.length}|${bytes}|${Math.max(0, ...states.map((state) => state?.mtimeMs ?? 0))}`;
}
