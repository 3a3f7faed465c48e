import { byteShare } from '../../dataset/formats/parquet/byte-share.ts';
import type { ByteSource } from '../../dataset/sources/byte-source.ts';
import { openHubDataset } from '../../dataset/sources/hub/open-hub-dataset.ts';
import { openDataset } from '../../dataset/sources/open-dataset.ts';
import type { Hub } from '../../hub/hub.ts';
import { datasetAddress } from '../../protocol/hub-address.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import { planDatasetDownload } from '../between-stages/download-plan.ts';
import type { RunObserver } from '../between-stages/run-events.ts';

/** What of a request names the dataset. */
export type NamedDataset = Pick<RankRequest, 'dataset' | 'folder' | 'config' | 'split' | 'inputFormat' | 'sheet'> & {
  model?: string;
};

/**
 * The dataset of a request as a source: a file, a folder, or one on the Hub.
 *
 * @throws {ProblemError} of the areas dataset and hub, run-cancelled
 */
export async function openTarget(named: NamedDataset, hub: Hub, observer: RunObserver): Promise<ByteSource> {
  const { dataset, folder, config, split, inputFormat, sheet, model = '' } = named;
  const address = datasetAddress(dataset, hub.settings.endpoint);
  if (address === null) {
    refuseConfig(dataset, config);
    return openDataset(dataset, folder, { format: inputFormat, split, sheet });
  }
  if (sheet !== undefined)
    throw new ProblemError({ area: 'dataset', code: 'dataset-without-sheets', file: dataset, sheet });
  const { signal, onProgress, confirmDownload } = observer;
  const confirm =
    confirmDownload &&
    (async (plan: { id: string; bytes: number }) =>
      (await confirmDownload(planDatasetDownload(plan, model))) !== false);
  // What a person says beside the address goes before what the address says.
  const part = { config: config ?? address.config, split: split ?? address.split };
  return openHubDataset({ hub, id: address.id, ...part, signal, onProgress, confirm, byteShare });
}

function refuseConfig(file: string, value: string | undefined): void {
  if (value === undefined) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-not-on-hub', file, setting: 'config', value });
}
