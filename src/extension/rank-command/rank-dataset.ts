import type { Engine, InspectParams } from '../../engine/engine.ts';
import { openRecipeNotebook } from '../notebook/open-recipe-notebook.ts';
import type { BaseModels } from '../recipe-language/base-models.ts';
import type { Inspections } from '../recipe-language/inspections.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { guess, recipeValuesOf } from './answers.ts';
import { askAnswers } from './ask-answers.ts';
import { lookAt } from './look-at.ts';
import type { RememberedAnswers } from './remembered-answers.ts';

/** What the commands that rank need. */
export interface RankServices {
  engine: Engine;
  inspections: Inspections;
  models: BaseModels;
  remembered: RememberedAnswers;
  extensionId: string;
}

/** A dataset that a person has chosen. */
export interface ChosenDataset {
  /** What a person calls it. */
  name: string;
  /** Names it among those whose answers are remembered. */
  key: string;
  /** How the recipe names it. */
  dataset: string;
  /** How the engine finds it; the recipe takes config and split from here. */
  inspected: InspectParams;
}

/** Asks what a ranking for a dataset needs, and opens a notebook with the recipe, which runs. */
export async function rankDataset(chosen: ChosenDataset, services: RankServices): Promise<void> {
  const { name, key, dataset, inspected } = chosen;
  const { engine, inspections, models, remembered } = services;
  const inspection = await lookAt(name, (signal) => inspections.of(inspected, signal));
  const { defaultModel, examples, seed } = readSettings();
  const model = remembered.lastModel ?? defaultModel;
  const given = await askAnswers(
    voice.say('Rank Intermediate Tasks: {0}', name),
    guess(inspection, { before: remembered.for(key), model, examples }),
    {
      inspection,
      models: models.list(),
      estimate: (of) => engine.estimateDownload({ model: of, signal: new AbortController().signal }),
    },
  );
  if (given === null) return;
  await remembered.remember(key, given);
  const { config, split } = inspected;
  const values = recipeValuesOf(given, { dataset, config, split, rows: inspection.rows }, seed);
  await openRecipeNotebook(values, services.extensionId);
}
