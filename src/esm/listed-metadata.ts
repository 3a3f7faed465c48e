import type { EsmEntry } from './entry.ts';
import type { EsmMetadata } from './metadata.ts';

const datasetTag = 'dataset:';
const baseModelTag = 'base_model:';

/**
 * What the listing of the Hub tells of a map: the dataset and the languages of its card, as tags. Of a subset only its name can tell, where it is made as the reference
 * makes it, `ESM_<owner>__<dataset>_<subset>`.
 */
export function listedMetadata({ repo, tags }: Pick<EsmEntry, 'repo' | 'tags'>): EsmMetadata {
  const valuesOf = (prefix: string) =>
    tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  const [taskId = repo] = valuesOf(datasetTag);
  return {
    baseModelName: valuesOf(baseModelTag)[0] ?? '',
    taskId,
    taskSubset: subsetIn(repo, taskId),
    taskSplit: null,
    textColumns: [],
    labelColumn: null,
    examples: null,
    language: tags.filter((tag) => /^[a-z]{2,3}$/.test(tag)).join(', ') || null,
    architecture: null,
    training: {},
  };
}

function subsetIn(repo: string, taskId: string): string | null {
  const start = `ESM_${taskId.replace('/', '__')}_`;
  const name = repo.split('/').at(-1) ?? repo;
  return name.startsWith(start) ? name.slice(start.length) || null : null;
}
