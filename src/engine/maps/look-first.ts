import { readFile } from 'node:fs/promises';
import { mostWhole } from '../../certainty/contenders.ts';
import type { EsmEntry } from '../../esm/entry.ts';
import { fetchEsm, fetchEsmConfig } from '../../esm/fetch-esm.ts';
import { lookAtEsm, partialWeights, tidyParts } from '../../esm/look-at-esm.ts';
import { parseEsmMetadata } from '../../esm/metadata.ts';
import type { PartialFile } from '../../hub/ranges/partial-file.ts';
import type { SkippedEsm } from '../../ranking/document.ts';
import type { AsyncQueue } from '../between-stages/async-queue.ts';
import type { Settled } from '../between-stages/settled.ts';
import { ConnectionWatch, type Fetched, type FetchedEsm, fetchEach, isOfMap } from './fetch-each.ts';
import { checkOf, type WantedEsms } from './fetch-esms.ts';
import { lookRows } from './first-look.ts';
import { skippedEsm } from './scored-task.ts';

/** What a first look needs of its run. */
export interface LookWork extends WantedEsms {
  /** Whether a map need not be looked at: it is there, and scored whole. */
  isCached: (esm: EsmEntry) => boolean;
  fetched: AsyncQueue<FetchedEsm>;
  /** Of the maps that were pushed. */
  settled: Settled;
  /** Repositories of the maps that are to be made whole next, by the scores so far. */
  next: () => string[];
  /** Asked once, where the server gives files only whole. @throws {ProblemError} run-download-needs-consent */
  agreeOnWhole: () => Promise<void>;
  /** Told at the end how many maps should have been whole and could not be, and of the first of them why. */
  onLacking: (maps: number, first: SkippedEsm) => void;
  onLook: (done: number, total: number) => void;
  onWhole: (done: number, total: number) => void;
  signal: AbortSignal;
}

/**
 * Takes a first look at all maps that are not in the cache, then fetches those whole that may be among the best, until by the scores none is left. Each goes on to be
 * scored as it arrives, a second time where it became whole. What was looked at and cannot be made whole, because of the Hub or this machine, stays as it is. Never more
 * than {@link mostWhole} are fetched whole, even where what shows in their further rows leaves them out of the ranking. Closes the queue at the end.
 *
 * @throws {ProblemError} run-cancelled, run-download-needs-consent
 */
export async function lookFirst(work: LookWork): Promise<void> {
  const { fetched } = work;
  try {
    await new FirstLook(work).toEnd();
    fetched.close();
  } catch (error) {
    fetched.fail(error);
    throw error;
  }
}

class FirstLook {
  readonly #work: LookWork;
  readonly #watch = new ConnectionWatch();
  readonly #weights = new Map<EsmEntry, PartialFile>();
  readonly #rows: number;
  #pushed = 0;
  #wholeOnly: Promise<void> | null = null;

  constructor(work: LookWork) {
    this.#work = work;
    this.#rows = lookRows(work.dimension);
  }

  async toEnd(): Promise<void> {
    await this.#lookAtAll();
    await this.#completeBest();
  }

  async #lookAtAll(): Promise<void> {
    const { hub, esms, isCached, onLook } = this.#work;
    const toLook = esms.filter((esm) => !isCached(esm));
    await tidyParts(hub, toLook);
    let done = 0;
    onLook(done, toLook.length);
    const onFetched = (fetched: FetchedEsm) => {
      this.#push(fetched);
      if (!isCached(fetched.esm)) onLook(++done, toLook.length);
    };
    const fetch = (esm: EsmEntry) => (isCached(esm) ? this.#whole(esm) : this.#look(esm));
    await fetchEach(esms, { fetch, onFetched, watch: this.#watch });
  }

  async #completeBest(): Promise<void> {
    const { esms, settled, next, onLacking, onWhole, signal } = this.#work;
    const byRepo = new Map(esms.map((esm) => [esm.repo, esm]));
    const tried = new Set<EsmEntry>();
    let done = 0;
    const lacking: SkippedEsm[] = [];
    const most = mostWhole(esms.length);
    const onFetched = (fetched: FetchedEsm) => {
      const { esm, problem } = fetched;
      if (problem !== null && !isOfMap(problem)) lacking.push(skippedEsm(esm.repo, problem));
      else this.#push(fetched);
      onWhole(++done, tried.size);
    };
    while (true) {
      await settled.reach(this.#pushed, signal);
      const chosen = next()
        .flatMap((repo) => byRepo.get(repo) ?? [])
        .filter((esm) => !tried.has(esm))
        .slice(0, most - tried.size);
      if (chosen.length === 0) break;
      for (const esm of chosen) tried.add(esm);
      onWhole(done, tried.size);
      await fetchEach(chosen, { fetch: (esm) => this.#whole(esm), onFetched, watch: this.#watch });
    }
    const [first] = lacking;
    if (first !== undefined) onLacking(lacking.length, first);
  }

  async #look(esm: EsmEntry): Promise<Fetched> {
    const { hub, dimension, signal, agreeOnWhole, checked } = this.#work;
    if (this.#wholeOnly === null) {
      if (checked?.esms.has(esm)) {
        const config = await readFile(await fetchEsmConfig({ hub, esm, signal }), 'utf8');
        checkOf(esm, this.#work)(parseEsmMetadata(esm.repo, config));
      }
      const weights = this.#weightsOf(esm);
      const look = await lookAtEsm({ hub, esm, dimension, rows: this.#rows, weights, signal });
      if (look !== null) return { files: null, look: { ...look, rows: this.#rows } };
    }
    this.#wholeOnly ??= agreeOnWhole();
    await this.#wholeOnly;
    return this.#whole(esm);
  }

  async #whole(esm: EsmEntry): Promise<Fetched> {
    const { hub, dimension, signal } = this.#work;
    const partial = this.#weightsOf(esm);
    return { files: await fetchEsm({ hub, esm, dimension, signal, check: checkOf(esm, this.#work), partial }) };
  }

  #weightsOf(esm: EsmEntry): PartialFile {
    const known = this.#weights.get(esm) ?? partialWeights(this.#work.hub, esm);
    this.#weights.set(esm, known);
    return known;
  }

  #push(fetched: FetchedEsm): void {
    this.#pushed += 1;
    this.#work.fetched.push(fetched);
  }
}
