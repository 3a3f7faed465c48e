import type { EsmEntry } from '../../esm/entry.ts';
import { fetchEsm } from '../../esm/fetch-esm.ts';
import { tidyParts } from '../../esm/look-at-esm.ts';
import type { EsmMetadata } from '../../esm/metadata.ts';
import type { Hub } from '../../hub/hub.ts';
import { checkBaseModel } from '../base-model/check-base-model.ts';
import type { AsyncQueue } from '../between-stages/async-queue.ts';
import { ConnectionWatch, type FetchedEsm, fetchEach } from './fetch-each.ts';

/** What is fetched, and for what. */
export interface WantedEsms {
  hub: Hub;
  esms: readonly EsmEntry[];
  /** Of the embeddings that the maps are for. */
  dimension: number;
  /** Maps whose own base model is held against that of the run: those that were named by hand. */
  checked?: { baseModel: string; esms: ReadonlySet<EsmEntry> };
}

/**
 * Fetches maps in the order given and pushes each to `fetched` as it arrives. A map that cannot be had is pushed with its
 * problem; only cancelling ends the whole. Closes the queue at the end.
 */
export async function fetchEsms(
  params: WantedEsms & {
    fetched: AsyncQueue<FetchedEsm>;
    signal: AbortSignal;
    onProgress: (done: number) => void;
  },
): Promise<void> {
  const { hub, esms, dimension, fetched, signal, onProgress } = params;
  let done = 0;
  const onFetched = (esm: FetchedEsm) => {
    fetched.push(esm);
    onProgress(++done);
  };
  const fetch = async (esm: EsmEntry) => ({
    files: await fetchEsm({ hub, esm, dimension, signal, check: checkOf(esm, params) }),
  });
  try {
    await tidyParts(
      hub,
      esms.filter(({ folder }) => folder === undefined),
    );
    await fetchEach(esms, { fetch, onFetched, watch: new ConnectionWatch() });
    fetched.close();
  } catch (error) {
    fetched.fail(error);
    throw error;
  }
}

/** Throws where a map that was named by hand says that it is of another base model. */
export function checkOf(esm: EsmEntry, { checked }: Pick<WantedEsms, 'checked'>): (metadata: EsmMetadata) => void {
  const expected = checked?.esms.has(esm) ? checked.baseModel : null;
  return ({ baseModelName: found }) => {
    if (expected !== null) checkBaseModel({ repo: esm.repo, expected, found });
  };
}
