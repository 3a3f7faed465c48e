import { hubDatasetName } from '../../protocol/hub-dataset.ts';
import { type RankServices, rankDataset } from '../rank-command/rank-dataset.ts';
import { editorVoice as voice } from '../voice.ts';
import { askHubDataset } from './ask-hub-dataset.ts';

/** *Rank a Dataset on the Hugging Face Hub…*: from a search, through a few questions, to a notebook that runs. */
export async function rankHubDataset(services: RankServices): Promise<void> {
  const answer = await askHubDataset(voice.say('Rank a Dataset on the Hugging Face Hub'), services.engine);
  if (answer.kind !== 'next') return;
  const { id, config, split } = answer.value;
  const dataset = hubDatasetName(id);
  const key = JSON.stringify([dataset, config, split]);
  await rankDataset({ name: id, key, dataset, inspected: { file: dataset, config, split } }, services);
}
