import { basename, isAbsolute } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/engine.ts';
import { formatRankRecipe } from '../../recipe/format-recipe.ts';
import type { RankValues } from '../../recipe/recipe.ts';
import { openRecipeNotebook } from '../notebook/open-recipe-notebook.ts';
import { rankComments } from '../notebook/recipe-comments.ts';
import type { BaseModels } from '../recipe-language/base-models.ts';
import type { Inspections } from '../recipe-language/inspections.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { guess, likelyModel, recipeValuesOf } from './answers.ts';
import { askAnswers } from './ask-answers.ts';
import type { ChosenDataset } from './chosen-dataset.ts';
import { lookAt } from './look-at.ts';
import type { RememberedAnswers } from './remembered-answers.ts';

/** A guess is not worth a longer wait. */
const patienceMs = 1_500;

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
  const values = await askRanking(chosen, services, beside);
  if (values !== null) await openRanking(values, services.extensionId);
}

/**
 * Asks what a ranking for a dataset needs, from the best guesses, and remembers the answers.
 *
 * @param beside a map that is ranked as well; its base model is the first guess
 * @returns null where the person left
 */
export async function askRanking(
  chosen: ChosenDataset,
  services: RankServices,
  beside?: MapBeside,
): Promise<RankValues | null> {
  const { name, key, dataset, inspected } = chosen;
  const { engine, inspections, models, remembered } = services;
  const { defaultModel, examples, seed } = readSettings();
  const before = remembered.for(key);
  const wanted = [before?.model ?? null, remembered.lastModel, defaultModel];
  const model = beside?.model ?? likelyModel(wanted, await listedSoon(models));
  const inspection = await lookAt(name, (signal) => inspections.of({ ...inspected, model }, signal));
  const given = await askAnswers(rankTitle(name), guess(inspection, { before, model, examples }), {
    inspection,
    models: models.list(),
    estimate: (of) => engine.estimateDownload({ model: of, signal: new AbortController().signal }),
  });
  if (given === null) return null;
  await remembered.remember(key, given);
  const { config, split, sheet } = inspected;
  const values = recipeValuesOf(given, { dataset, config, split, sheet, rows: inspection.rows }, seed);
  return beside === undefined ? values : { ...values, esms: [`+${beside.map}`] };
}

/** The base models that have maps; none where the Hub takes its time. */
export async function listedSoon(models: BaseModels): Promise<string[]> {
  const listed = await Promise.race([models.list(), sleep(patienceMs, [], { ref: false })]);
  return listed.map(({ model }) => model);
}

/** Opens a notebook with a recipe of these values, which runs. */
export async function openRanking(values: RankValues, extension: string): Promise<void> {
  const { dataset = '' } = values;
  const title = voice.say('Intermediate tasks for {0}', isAbsolute(dataset) ? basename(dataset) : dataset);
  const question = voice.say('Which public dataset should the base model be fine-tuned on first?');
  const recipe = formatRankRecipe(values, rankComments(values));
  const name = { subject: dataset, kind: 'ranking' };
  await openRecipeNotebook({ name, title, question, recipe }, extension);
}
