import type { Engine } from '../../engine/engine.ts';
import { datasetIdIn } from '../../protocol/hub-address.ts';
import type { HubDatasetParts } from '../../protocol/hub-dataset.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';

/** The configs and splits of datasets on the Hub; asked for once in this window. */
export class DatasetParts {
  readonly #engine: Engine;
  readonly #known = new Map<string, Promise<HubDatasetParts>>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Those of a dataset as a recipe names it; none where it is not on the Hub, or the Hub cannot be asked. */
  async of(dataset: string | undefined): Promise<HubDatasetParts['parts']> {
    const id = datasetIdIn(dataset ?? '');
    if (id === null || !isRepositoryId(id)) return [];
    return (await this.#ask(id).catch(() => null))?.parts ?? [];
  }

  #ask(id: string): Promise<HubDatasetParts> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const parts = this.#engine.datasetParts({ id, signal: new AbortController().signal });
    this.#known.set(id, parts);
    // A failure is not kept: the next one asks again.
    parts.catch(() => this.#known.delete(id));
    return parts;
  }
}
