import { basename, dirname } from 'node:path';
import { Uri } from 'vscode';
import { ProblemError } from '../../protocol/problem.ts';
import { formatTrainRecipe } from '../../recipe/format-recipe.ts';
import { findLanguageModels } from '../local-models/find-model-folders.ts';
import { localName } from '../local-models/local-name.ts';
import { lookAtFolder } from '../local-models/model-folder.ts';
import { openRecipeNotebook } from '../notebook/open-recipe-notebook.ts';
import { trainComments } from '../notebook/recipe-comments.ts';
import { askInSteps } from '../rank-command/ask-in-steps.ts';
import { type ChosenDataset, pickDataset } from '../rank-command/chosen-dataset.ts';
import { lookAt } from '../rank-command/look-at.ts';
import type { RankServices } from '../rank-command/rank-dataset.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { fineTunedBy, startOfCell } from './fine-tuned-cell.ts';
import {
  completedMap,
  guessMap,
  type KnownOfMap,
  type MapAnswers,
  mapFolderFor,
  trainValuesOf,
} from './map-answers.ts';
import { pickTunedModel, shortModelName, type TunedModel, tunedIn } from './pick-tuned-model.ts';
import { mapSteps } from './steps.ts';

/** What a map is made from: the fine-tuned model, its texts, and what is known of both. */
interface MapStart {
  model: TunedModel;
  chosen: ChosenDataset;
  known: KnownOfMap;
}

/**
 * *Make an Embedding Space Map…*: from a fine-tuned model, through a few questions, to a notebook that runs.
 *
 * @param clicked the folder of a model, a file in it, or the cell that fine-tuned it; anything else: it is asked for
 */
export async function makeMap(clicked: unknown, services: RankServices): Promise<void> {
  const start = await startFrom(clicked, services);
  if (start === null) return;
  const answers = await askAnswers(start, services);
  if (answers === null) return;
  const { dataset, name, inspected } = start.chosen;
  const { config, split, encoding, sheet } = inspected;
  const values = trainValuesOf(answers, { dataset, config, split, encoding, sheet, tuned: start.model.tuned });
  const title = voice.say('Embedding Space Map of {0}', name);
  const question = voice.say('What did fine-tuning on these texts do to the embeddings of the base model?');
  const recipe = formatTrainRecipe(values, trainComments(values));
  await openRecipeNotebook({ name: { subject: dataset, kind: 'map' }, title, question, recipe }, services.extensionId);
}

async function startFrom(clicked: unknown, { engine }: RankServices): Promise<MapStart | null> {
  const fineTuned = fineTunedBy(clicked);
  if (fineTuned !== null) return startOfCell(fineTuned);
  const model = clicked instanceof Uri ? await clickedModel(clicked) : await pickTunedModel(mapTitle());
  if (model === null) return null;
  const chosen = await pickDataset(
    {
      title: titleOf(shortModelName(model)),
      hubTitle: titleOf(shortModelName(model)),
      titleOf,
      placeholder: voice.say('Which texts was it fine-tuned on?'),
      openLabel: voice.say('Choose'),
    },
    engine,
  );
  return chosen === null ? null : { model, chosen, known: { base: await namedBase(model) } };
}

function mapTitle(): string {
  return voice.say('Make an Embedding Space Map');
}

function titleOf(name: string): string {
  return voice.say('Make an Embedding Space Map: {0}', name);
}

/** @throws {ProblemError} model-no-config where the folder holds no language model */
async function clickedModel({ fsPath }: Uri): Promise<TunedModel> {
  for (const folder of [fsPath, dirname(fsPath)]) {
    if ((await lookAtFolder(folder))?.kind === 'model') return tunedIn(folder);
  }
  throw new ProblemError({ area: 'language-model', code: 'model-no-config', model: localName(fsPath) });
}

/** What a model was loaded from before it was fine-tuned, where its config says so. */
async function namedBase({ folder }: TunedModel): Promise<string | null> {
  const found = folder === null ? null : await lookAtFolder(folder);
  return found?.kind === 'model' ? found.namedAfter : null;
}

async function askAnswers({ model, chosen, known }: MapStart, services: RankServices): Promise<MapAnswers | null> {
  const { inspections, models, remembered } = services;
  const inspection = await lookAt(chosen.name, (signal) => inspections.of(chosen.inspected, signal));
  const usual = { base: remembered.lastModel ?? readSettings().defaultModel, out: mapFolderFor(chosen.dataset) };
  const folders = (await findLanguageModels()).map(({ folder }) => localName(folder));
  const facts = { inspection, dataset: chosen.dataset, tuned: model.tuned, models: models.list(), folders };
  const steps = mapSteps(facts);
  const draft = await askInSteps(titleOf(basename(chosen.name)), guessMap(inspection, known, usual), () => steps);
  return draft === null ? null : completedMap(draft);
}
