import type { Engine } from '../../engine/engine.ts';

/** How long a listing is good for. */
const freshMs = 10 * 60_000;

/** A base model with its number of maps. */
export interface ListedModel {
  model: string;
  esms: number;
}

/** The base models that have maps, asked for once in ten minutes; none where the Hub cannot be asked. */
export class BaseModels {
  readonly #engine: Engine;
  #listing: Promise<ListedModel[]> | null = null;
  #listedAt = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async list(): Promise<ListedModel[]> {
    if (this.#listing === null || Date.now() - this.#listedAt > freshMs) this.#listing = this.#ask();
    return this.#listing.catch(() => []);
  }

  /** The next listing is asked for anew. */
  forget(): void {
    this.#listing = null;
  }

  #ask(): Promise<ListedModel[]> {
    this.#listedAt = Date.now();
    const listing = this.#engine.models({ signal: new AbortController().signal }).then(({ models }) => models);
    // A failure is not kept: the next one asks again.
    listing.catch(() => {
      if (this.#listing === listing) this.#listing = null;
    });
    return listing;
  }
}
