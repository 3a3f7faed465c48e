import type { Engine } from '../../engine/engine.ts';
import { formatRankRecipe } from '../../recipe/format-recipe.ts';
import type { RankValues } from '../../recipe/recipe.ts';
import { openRecipeNotebook } from '../notebook/open-recipe-notebook.ts';
import { rankComments } from '../notebook/recipe-comments.ts';
import type { BaseModels } from '../recipe-language/base-models.ts';
import type { Inspections } from '../recipe-language/inspections.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { guess, recipeValuesOf } from './answers.ts';
import { askAnswers } from './ask-answers.ts';
import type { ChosenDataset } from './chosen-dataset.ts';
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

/** A map that is ranked beside those of the Hub. */
export interface MapBeside {
  /** As a recipe names it. */
  map: string;
  /** Its base model. */
  model: string;
}

/** Title of the questions about one dataset. */
export function rankTitle(name: string): string {
  return voice.say('Rank Intermediate Tasks: {0}', name);
}

/**
 * Asks what a ranking for a dataset needs, and opens a notebook with the recipe, which runs.
 *
 * @param beside a map that is ranked as well; its base model is the first guess
 */
export async function rankDataset(chosen: ChosenDataset, services: RankServices, beside?: MapBeside): Promise<void> {
  const { name, key, dataset, inspected } = chosen;
  const { engine, inspections, models, remembered } = services;
  const { defaultModel, examples, seed } = readSettings();
  const model = beside?.model ?? remembered.lastModel ?? defaultModel;
  const before = remembered.for(key);
  const looked = { ...inspected, model: before?.model ?? model };
  const inspection = await lookAt(name, (signal) => inspections.of(looked, signal));
  const given = await askAnswers(
    rankTitle(name),
    guess(inspection, { before: before !== null && beside ? { ...before, model } : before, model, examples }),
    {
      inspection,
      models: models.list(),
      estimate: (of) => engine.estimateDownload({ model: of, signal: new AbortController().signal }),
    },
  );
  if (given === null) return;
  await remembered.remember(key, given);
  const { config, split, sheet } = inspected;
  const values = recipeValuesOf(given, { dataset, config, split, sheet, rows: inspection.rows }, seed);
  await openRanking(beside === undefined ? values : { ...values, esms: [`+${beside.map}`] }, services.extensionId);
}

async function openRanking(values: RankValues, extension: string): Promise<void> {
  const title = voice.say('Intermediate tasks for {0}', values.dataset ?? '');
  const question = voice.say('Which public dataset should the base model be fine-tuned on first?');
  const recipe = formatRankRecipe(values, rankComments(values));
  await openRecipeNotebook({ title, question, recipe }, extension);
}
