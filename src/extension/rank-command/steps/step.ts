import type { DownloadEstimate } from '../../../engine/maps/estimate-download.ts';
import type { DatasetInspection } from '../../../protocol/dataset-inspection.ts';
import type { Draft } from '../answers.ts';
import type { StepAnswer } from '../ask-in-steps.ts';
import type { StepPlace, StepResult } from '../wizard.ts';

/** What the steps know besides the draft. */
export interface StepFacts {
  inspection: DatasetInspection;
  /** Base models with their number of maps; empty where the Hub cannot be asked. */
  models: Promise<{ model: string; esms: number }[]>;
  estimate: (model: string) => Promise<DownloadEstimate>;
}

/** What an answer changes; `run`: go on with all guesses at once. */
export type RankAnswer = StepAnswer<Draft>;

/** One question about a ranking, asked from the best guess. */
export type RankStep = (draft: Draft, place: StepPlace, facts: StepFacts) => Promise<StepResult<RankAnswer>>;
