import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import type { TrainValues } from '../../recipe/recipe.ts';

/** What a person answers to make a map; null where there is no good guess and the person has not been asked yet. */
export interface MapDraft {
  text: string[] | null;
  /** Null: the rows have no label that counts. */
  label: string | null;
  base: string;
  /** More datasets whose texts the map is fitted on, as a recipe names them. */
  also: string[];
  /** The folder of the map, as a recipe names it. */
  out: string;
}

/** The answers that make a recipe. */
export type MapAnswers = Omit<MapDraft, 'text'> & { text: string[] };

/** What is known before anything is asked: from the cell that fine-tuned, or from the folder of the model. */
export interface KnownOfMap {
  base: string | null;
  text?: string[];
  label?: string;
}

/** The best guesses: what the cell says, as far as it fits the dataset; else what the data say. */
export function guessMap(
  inspection: DatasetInspection,
  known: KnownOfMap,
  usual: { base: string; out: string },
): MapDraft {
  const names = new Set(inspection.columns.map(({ name }) => name));
  const fits = (columns: readonly string[]) => columns.every((name) => names.has(name));
  return {
    text: known.text !== undefined && fits(known.text) ? known.text : inspection.guess.textColumns,
    label: known.label !== undefined && fits([known.label]) ? known.label : inspection.guess.labelColumn,
    base: known.base ?? usual.base,
    also: [],
    out: usual.out,
  };
}

/** The draft as answers; null while no text column is chosen. */
export function completedMap({ text, ...draft }: MapDraft): MapAnswers | null {
  return text === null ? null : { ...draft, text };
}

/** Where the texts of a map come from, and the model that it is about, as a recipe names them. */
export type MapSources = Pick<TrainValues, 'config' | 'split' | 'encoding' | 'sheet'> & {
  dataset: string;
  tuned: string;
};

/** The recipe that the answers make. */
export function trainValuesOf({ text, label, base, also, out }: MapAnswers, sources: MapSources): TrainValues {
  const { dataset, config, split, encoding, sheet, tuned } = sources;
  return {
    dataset,
    ...(config !== undefined && { config }),
    ...(split !== undefined && { split }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    text,
    ...(label !== null && { label }),
    base,
    tuned,
    out,
    ...(also.length > 0 && { also }),
  };
}

/** A folder for the map of a dataset: named as the maps on the Hub are, `maps/ESM_<owner>__<name>`, or after the file. */
export function mapFolderFor(dataset: string): string {
  const id = /^hf:(.+)$/.exec(dataset)?.[1];
  const file = dataset.slice(dataset.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]+(?:\.(?:gz|zst))?$/, '');
  const name = id?.replaceAll('/', '__') ?? file;
  return `maps/ESM_${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}`;
}
