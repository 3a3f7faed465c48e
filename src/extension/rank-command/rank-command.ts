import { TabInputCustom, TabInputText, Uri, window } from 'vscode';
import { datasetEndings } from '../recipe-language/dataset-files.ts';
import { editorVoice as voice } from '../voice.ts';
import type { DatasetQuestion } from './choose-dataset.ts';
import { chosenFile, pickDataset } from './chosen-dataset.ts';
import { type RankServices, rankDataset, rankTitle } from './rank-dataset.ts';

/** *Rank Intermediate Tasks…*: from a dataset file, a folder or the Hub, through a few questions, to a notebook that runs. */
export async function rankFile(clicked: unknown, services: RankServices): Promise<void> {
  const file = clicked instanceof Uri ? clicked : activeDataset();
  const chosen =
    file === null
      ? await pickDataset(datasetToRank(), services.engine)
      : await chosenFile(file, rankTitle, services.engine);
  if (chosen !== null) await rankDataset(chosen, services);
}

/** How the dataset to rank is asked for. */
export function datasetToRank(): DatasetQuestion {
  return {
    title: voice.say('Rank Intermediate Tasks'),
    hubTitle: voice.say('Rank a Dataset on the Hugging Face Hub'),
    titleOf: rankTitle,
    placeholder: voice.say('Where is the dataset with your labelled texts?'),
    openLabel: voice.say('Rank'),
  };
}

/** The file in the active tab, where it is a dataset. */
function activeDataset(): Uri | null {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : null;
  return uri !== null && datasetEndings.some((ending) => uri.path.toLowerCase().endsWith(`.${ending}`)) ? uri : null;
}
