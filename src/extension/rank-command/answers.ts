import * as z from 'zod';
import type { DatasetInspection, InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { task } from '../../protocol/rank-request.ts';
import type { RankValues } from '../../recipe/recipe.ts';

/** How many maps to rank: all, fetched whole; all, by a first look; at most so many; or those that need no download. */
export const mapChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('first-look') }),
  z.object({ kind: z.literal('at-most'), maps: z.number().int().positive() }),
  z.object({ kind: z.literal('cached') }),
]);

/** How many maps to rank. */
export type MapChoice = z.infer<typeof mapChoice>;

/** What a person answered to the questions about one dataset file. */
export const answers = z.object({
  text: z.array(z.string()).min(1),
  label: z.string(),
  /** Null: as the labels call for. */
  task: task.nullable(),
  model: z.string(),
  examples: z.number().int().positive(),
  maps: mapChoice,
});

/** Answers about one dataset file. */
export type Answers = z.infer<typeof answers>;

/** Answers on the way: null where there is no good guess and the person has not been asked yet. */
export type Draft = Pick<Answers, 'task' | 'model' | 'examples' | 'maps'> & {
  text: Answers['text'] | null;
  label: string | null;
};

/** Of larger datasets so many rows are sampled; more change little. */
export const usualExamples = 1_000;

/** More columns with prose are not joined unasked. */
const severalAtMost = 3;

/** So many maps are a good beginning: 240 MB for a base model of the usual size. */
export const fewMaps = 100;

/**
 * The best guesses: what was answered before for this file, as far as it still fits the file; else what the data say.
 *
 * @param known.model see {@link likelyModel}
 */
export function guess(
  inspection: DatasetInspection,
  known: { before: Answers | null; model: string; examples: number },
): Draft {
  const names = new Set(inspection.columns.map(({ name }) => name));
  const { before } = known;
  const fits = before !== null && [...before.text, before.label].every((name) => names.has(name));
  return {
    text: fits ? before.text : (inspection.guess.textColumns ?? severalTexts(inspection)),
    label: fits ? before.label : inspection.guess.labelColumn,
    task: fits ? before.task : null,
    model: known.model,
    examples: Math.min(before?.examples ?? known.examples, Math.max(1, inspection.rows.count)),
    maps: before?.maps ?? { kind: 'at-most', maps: fewMaps },
  };
}

/** Whether there is something to read in columns: values, and not one and the same in all rows. */
export function holdsTexts(text: readonly string[], { columns }: Pick<DatasetInspection, 'columns'>): boolean {
  return text.some((name) => {
    const column = columns.find((known) => known.name === name);
    return column !== undefined && (column.text.possible || column.distinct.count > 1);
  });
}

/**
 * The texts of a dataset where the data do not settle which column holds them: all that are prose, joined in their order; null where
 * there is none, or there are so many that nobody means all of them.
 */
function severalTexts({ columns, guess: { textCandidates } }: DatasetInspection): string[] | null {
  const prose = columns.filter(({ name, text }) => textCandidates.includes(name) && text.reason.code === 'free-text');
  return prose.length >= 2 && prose.length <= severalAtMost ? prose.map(({ name }) => name) : null;
}

/**
 * The base model that is proposed: the first of these that has maps. Where none has, the one with most maps; where the Hub does not say
 * which have, the first.
 *
 * @param listed base models with maps, most maps first
 */
export function likelyModel(wanted: readonly (string | null)[], listed: readonly string[]): string {
  const named = wanted.filter((model) => model !== null);
  const hasMaps = (model: string) =>
    isLocalPath(model) || listed.some((name) => name === model || name.endsWith(`/${model}`));
  return named.find(hasMaps) ?? listed[0] ?? named[0] ?? '';
}

/** Whether only the person can say if the labels are classes or numbers: whole numbers may be either. */
export function isTaskOpen(column: InspectedColumn | undefined): boolean {
  return column?.kind === 'integer' && column.label.possible;
}

/** The draft as answers; null while something is missing, or a text column is the label. */
export function completed(draft: Draft): Answers | null {
  const { text, label } = draft;
  if (text === null || label === null || text.includes(label)) return null;
  return { ...draft, text, label };
}

/**
 * The recipe that the answers make. It names everything that the run depends on, so that it gives the same ranking later.
 *
 * @param chosen.dataset how the recipe names it
 * @param seed of the sample, where one is drawn
 */
export function recipeValuesOf(
  given: Answers,
  chosen: Pick<RankValues, 'config' | 'split' | 'sheet'> & { dataset: string; rows: DatasetInspection['rows'] },
  seed: string,
): RankValues {
  const { dataset, config, split, sheet, rows } = chosen;
  const { text, label, task: kind, model, examples, maps } = given;
  const isSample = !rows.exact || examples < rows.count;
  return {
    dataset,
    ...(config === undefined ? {} : { config }),
    ...(split === undefined ? {} : { split }),
    ...(sheet === undefined ? {} : { sheet }),
    text,
    label,
    ...(kind === null ? {} : { task: kind }),
    model,
    ...(isSample ? { examples, seed } : {}),
    ...(maps.kind === 'at-most' ? { 'max-esms': maps.maps } : {}),
    ...(maps.kind === 'all' ? { look: 'all' as const } : {}),
    ...(maps.kind === 'first-look' ? { look: 'first' as const } : {}),
    ...(maps.kind === 'cached' ? { 'cached-only': true } : {}),
  };
}
