import { localName } from '../local-models/local-name.ts';
import type { MapFolder } from '../local-models/model-folder.ts';
import { pickDataset } from '../rank-command/chosen-dataset.ts';
import { datasetToRank } from '../rank-command/rank-command.ts';
import { type RankServices, rankDataset } from '../rank-command/rank-dataset.ts';

/** *Rank with it*: asks for a dataset, and ranks a map of one's own beside those of the Hub. */
export async function rankWithMap({ folder, base }: MapFolder, services: RankServices): Promise<void> {
  const chosen = await pickDataset(datasetToRank(), services.engine);
  if (chosen !== null) await rankDataset(chosen, services, { map: localName(folder), model: base });
}
