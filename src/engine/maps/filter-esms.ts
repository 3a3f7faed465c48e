import { readFile } from 'node:fs/promises';
import PQueue from 'p-queue';
import type { EsmEntry } from '../../esm/entry.ts';
import { fetchEsmConfig } from '../../esm/fetch-esm.ts';
import { parseEsmMetadata } from '../../esm/metadata.ts';
import { metadataFacts } from '../../esm-filter/metadata-facts.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { passesFilter } from '../../esm-filter/passes-filter.ts';
import type { Hub } from '../../hub/hub.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';

/** What a filter made of some maps. */
export interface FilteredEsms {
  /** Those that pass, in the order given. */
  passing: EsmEntry[];
  /** Those whose metadata could not be read, so that nobody can tell. */
  unreadable: { repo: string; problem: Problem }[];
}

/** Metadata files under way at a time; the Hub's own queue limits the requests. */
const atATime = 12;

/**
 * Keeps the maps whose metadata pass a filter. The metadata of maps that are not in the cache are fetched for it: a file of some
 * hundred bytes each.
 *
 * @throws {ProblemError} of the area `filter`; run-cancelled
 */
export async function filterEsms(params: {
  hub: Hub;
  esms: readonly EsmEntry[];
  filter: string;
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}): Promise<FilteredEsms> {
  const { hub, esms, signal, onProgress = () => {} } = params;
  const filter = parseFilter(params.filter);
  const queue = new PQueue({ concurrency: atATime });
  const unreadable: FilteredEsms['unreadable'] = [];
  let done = 0;
  const passes = async (esm: EsmEntry): Promise<boolean> => {
    try {
      const metadata = parseEsmMetadata(esm.repo, await readFile(await fetchEsmConfig({ hub, esm, signal }), 'utf8'));
      return passesFilter(filter, { ...metadataFacts(metadata), repo: [esm.repo], downloads: esm.downloads });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code === 'run-cancelled') throw error;
      unreadable.push({ repo: esm.repo, problem: error.problem });
      return false;
    } finally {
      onProgress(++done, esms.length);
    }
  };
  try {
    const verdicts = await Promise.all(esms.map((esm) => queue.add(() => passes(esm))));
    return { passing: esms.filter((_, index) => verdicts[index]), unreadable };
  } finally {
    queue.clear();
  }
}
