import type { QuickPickItem } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { HubDatasetParts } from '../../protocol/hub-dataset.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { lookAt } from '../rank-command/look-at.ts';
import { askChoice, askInTurn, type Choice, next, type StepPlace, type StepResult } from '../rank-command/wizard.ts';
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
 * @throws {ProblemError} a problem of the Hub with the chosen dataset, run-cancelled
 */
export function askHubDataset(title: string, hub: Hub): Promise<StepResult<HubSplit>> {
  const place: StepPlace = { title, step: 0, totalSteps: 0, canGoBack: false };
  const text = { value: '' };
  return askInTurn(
    () => askForId(place, hub, text),
    async (id) => {
      const parts = await lookAt(id, (signal) => hub.datasetParts({ id, signal }));
      return askForPart({ ...place, canGoBack: true }, parts);
    },
  );
}

function askForId(place: StepPlace, hub: Hub, text: { value: string }): Promise<StepResult<string>> {
  return askSearch<string>(place, {
    placeholder: voice.say('Search the datasets of the Hub, or write or paste the name of one'),
    text,
    certain: (written) => (typedDatasetId(written)?.includes('/') ? typedChoice(written) : null),
    search: (written, signal) => search(hub, written, signal),
  });
}

/** What was written as the name of a dataset; null where it cannot be one. */
function typedChoice(written: string): Choice<string> | null {
  const id = typedDatasetId(written);
  return id === null ? null : { label: id, description: voice.say('this name'), value: id, alwaysShow: true };
}

/** What the Hub finds. A name without an owner may be that of an old dataset, and comes last. */
async function search(hub: Hub, written: string, signal: AbortSignal): Promise<QuickPickItem[]> {
  const typed = typedChoice(written);
  const last = typed === null ? [] : [typed];
  try {
    const found = await hub.searchDatasets({ text: typedDatasetId(written) ?? written, signal });
    if (found.length > 0) return [...found.map((dataset) => foundDatasetChoice(dataset, voice)), ...last];
    return [{ label: voice.say('The Hub has no dataset with this in its name.'), alwaysShow: true }, ...last];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { message, remedy } = describeProblem(error.problem, voice);
    const detail = remedy === null ? {} : { detail: remedy };
    return [{ label: `$(warning) ${message}`, ...detail, alwaysShow: true }, ...last];
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
