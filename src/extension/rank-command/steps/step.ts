import type { DownloadEstimate } from '../../../engine/maps/estimate-download.ts';
import type { DatasetInspection, InspectedColumn } from '../../../protocol/dataset-inspection.ts';
import type { Draft } from '../answers.ts';
import type { StepPlace, StepResult } from '../wizard.ts';

/** What the steps know besides the draft. */
export interface StepFacts {
  inspection: DatasetInspection;
  /** Base models with their number of maps; empty where the Hub cannot be asked. */
  models: Promise<{ model: string; esms: number }[]>;
  estimate: (model: string) => Promise<DownloadEstimate>;
}

/** What an answer changes; `run`: go on with all guesses at once. */
export type StepAnswer = Partial<Draft> | 'run';

/** One question, asked from the best guess. */
export type Step = (draft: Draft, place: StepPlace, facts: StepFacts) => Promise<StepResult<StepAnswer>>;

/** The columns that fit first, each group in the order of the file. */
export function fittingFirst(
  columns: readonly InspectedColumn[],
  fits: (column: InspectedColumn) => boolean,
): InspectedColumn[] {
  return [...columns].sort((a, b) => Number(fits(b)) - Number(fits(a)));
}
