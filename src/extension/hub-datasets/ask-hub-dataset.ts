import type { QuickPickItem } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { HubDatasetParts } from '../../protocol/hub-dataset.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { askChoice, askInTurn, next, type StepPlace, type StepResult } from '../rank-command/wizard.ts';
import { editorVoice as voice } from '../voice.ts';
import { askSearch } from './ask-search.ts';
import { foundDatasetChoice } from './found-dataset-choice.ts';
import { typedDatasetId } from './typed-dataset-id.ts';

/** A split of a dataset on the Hub. */
export interface HubSplit {
  id: string;
  config: string;
  split: string;
}

type Hub = Pick<Engine, 'searchDatasets' | 'datasetParts'>;

/**
 * Asks for a dataset on the Hub, its config and its split, with Back; what there is only one of is not asked.
 *
 * @throws {ProblemError} a problem of the Hub with the chosen dataset
 */
export function askHubDataset(title: string, hub: Hub): Promise<StepResult<HubSplit>> {
  const place: StepPlace = { title, step: 0, totalSteps: 0, canGoBack: false };
  return askInTurn(
    () => askForId(place, hub),
    async (id) => {
      const parts = await hub.datasetParts({ id, signal: new AbortController().signal });
      return askForPart({ ...place, canGoBack: true }, parts);
    },
  );
}

function askForId(place: StepPlace, hub: Hub): Promise<StepResult<string>> {
  return askSearch<string>(place, {
    placeholder: voice.say('Search the datasets of the Hub, or write or paste the name of one'),
    typed(text) {
      const id = typedDatasetId(text);
      return id === null ? null : { label: id, description: voice.say('this name'), value: id, alwaysShow: true };
    },
    search: (text, signal) => search(hub, text, signal),
  });
}

async function search(hub: Hub, text: string, signal: AbortSignal): Promise<QuickPickItem[]> {
  try {
    const found = await hub.searchDatasets({ text: typedDatasetId(text) ?? text, signal });
    if (found.length > 0) return found.map((dataset) => foundDatasetChoice(dataset, voice));
    return [{ label: voice.say('The Hub has no dataset with this in its name.'), alwaysShow: true }];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { message, remedy } = describeProblem(error.problem, voice);
    return [{ label: `$(warning) ${message}`, ...(remedy === null ? {} : { detail: remedy }), alwaysShow: true }];
  }
}

/** Back from the first question that is asked leads to the search. */
function askForPart(place: StepPlace, { id, parts, usualConfig }: HubDatasetParts): Promise<StepResult<HubSplit>> {
  const splitsOf = (config: string) => parts.filter((part) => part.config === config).map(({ split }) => split);
  const askForSplit = (config: string) => askForOne(place, id, config, splitsOf(config));
  const configs = [...new Set(parts.map(({ config }) => config))];
  const [only] = configs;
  if (configs.length === 1 && only !== undefined) return askForSplit(only);
  const askForConfig = () =>
    askChoice<string>(place, {
      placeholder: voice.say('{0} has {1} configs. Which one?', id, configs.length),
      choices: configs.map((config) => ({ label: config, description: splitsOf(config).join(', '), value: config })),
      active: (config) => config === usualConfig,
    });
  return askInTurn(askForConfig, askForSplit);
}

async function askForOne(
  place: StepPlace,
  id: string,
  config: string,
  splits: readonly string[],
): Promise<StepResult<HubSplit>> {
  const [only] = splits;
  if (splits.length === 1 && only !== undefined) return next({ id, config, split: only });
  const answer = await askChoice<string>(place, {
    placeholder: voice.say('Which split of {0} holds your labelled texts?', id),
    choices: splits.map((split) => ({ label: split, value: split })),
    active: (split) => split === 'train',
  });
  return answer.kind === 'next' ? next({ id, config, split: answer.value }) : answer;
}
