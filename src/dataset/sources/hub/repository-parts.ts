import type { CardConfig } from '../../../hub/datasets/card-configs.ts';
import type { DatasetFile } from '../../../hub/datasets/dataset-files.ts';
import { splitsInNames } from '../splits-in-names.ts';
import { type DatasetPart, PartsByName } from './dataset-part.ts';
import { filePattern } from './file-pattern.ts';

/** Endings of the files that are read, by their kind: of a split, files of one kind make the rows. */
const endings = {
  parquet: /\.(?:parquet|pq)$/i,
  json: /\.(?:jsonl?|ndjson)(?:\.gz|\.zst)?$/i,
  csv: /\.[ct]sv(?:\.gz|\.zst)?$/i,
  arrow: /\.(?:arrow|feather)$/i,
};

/** A kind of files that are read, as one builder of `datasets` reads them. */
export type FileKind = keyof typeof endings;

const kinds: readonly FileKind[] = ['parquet', 'json', 'csv', 'arrow'];

/** Files that describe a repository or a dataset, and hold no rows (`datasets`, `FILES_TO_IGNORE`). */
const descriptions = /(?:^|\/)(?:config|dataset_infos?|dataset_dict|state|package(?:-lock)?)\.json$/;

/**
 * The parts of a dataset as its repository's own files have them: by the configs of its README, else one config `default` with the
 * splits that the names of the files tell.
 */
export function repositoryParts(files: readonly DatasetFile[], configs: readonly CardConfig[]): DatasetPart[] {
  const readable = files.filter(({ path }) => isVisible(path) && kindOf(path) !== null && !descriptions.test(path));
  const parts = new PartsByName();
  const stated =
    configs.length > 0 ? configs : [{ name: 'default', folder: null, isDefault: true, files: [], parameters: {} }];
  for (const config of stated) {
    for (const { split, file } of filesOf(config, readable)) parts.add({ config: config.name, split }, file);
  }
  return parts.list().map((part) => ({ ...part, files: ofOneKind(part.files) }));
}

function filesOf(config: CardConfig, files: readonly DatasetFile[]): { split: string; file: DatasetFile }[] {
  const { folder } = config;
  if (config.files.length === 0) {
    const inside = folder === null ? files : files.filter(({ path }) => path.startsWith(`${folder}/`));
    return splitsInNames(inside, folder);
  }
  return config.files.flatMap(({ split, patterns }) => {
    const forms = patterns.map((pattern) => filePattern(pattern, folder));
    const matching = files.filter(({ path }) => forms.some((form) => form.test(path)));
    return matching.map((file) => ({ split, file }));
  });
}

/** The files of the kind that most are of. */
function ofOneKind(files: DatasetFile[]): DatasetFile[] {
  const groups = kinds.map((kind) => files.filter(({ path }) => kindOf(path) === kind));
  return groups.reduce((most, group) => (group.length > most.length ? group : most));
}

/** The kind of a file, by its name; null for one that is not read. */
export function kindOf(path: string): FileKind | null {
  return kinds.find((kind) => endings[kind].test(path)) ?? null;
}

/** Not hidden, and in no private folder (`datasets` leaves out names that begin with `.`, and folders that begin with `__`). */
function isVisible(path: string): boolean {
  const names = path.split('/');
  return !names.some((name) => name.startsWith('.')) && !names.slice(0, -1).some((name) => name.startsWith('__'));
}
