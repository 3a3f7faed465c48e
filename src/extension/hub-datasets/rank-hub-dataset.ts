import { pickHubDataset } from '../rank-command/chosen-dataset.ts';
import { type RankServices, rankDataset } from '../rank-command/rank-dataset.ts';
import { editorVoice as voice } from '../voice.ts';

/** *Rank a Dataset on the Hugging Face Hub…*: from a search, through a few questions, to a notebook that runs. */
export async function rankHubDataset(services: RankServices): Promise<void> {
  const chosen = await pickHubDataset(voice.say('Rank a Dataset on the Hugging Face Hub'), services.engine);
  if (chosen !== null) await rankDataset(chosen, services);
}
