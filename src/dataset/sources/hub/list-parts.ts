import type { Hub } from '../../../hub/hub.ts';
import type { HubDatasetParts } from '../../../protocol/hub-dataset.ts';
import { usualConfig } from './choose-part.ts';
import { lookUpDataset } from './open-parts.ts';

/**
 * The configs and splits of a dataset on the Hub, in the order in which the Hub has them.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function listParts(asked: { hub: Hub; id: string; signal: AbortSignal }): Promise<HubDatasetParts> {
  const { facts, converted, own } = await lookUpDataset(asked);
  const { parts } = converted ?? (await own());
  const configs = [...new Set(parts.map(({ config }) => config))];
  return {
    id: facts.id,
    usualConfig: usualConfig(configs, facts.configs.find(({ isDefault }) => isDefault)?.name ?? null),
    parts: parts.map(({ config, split }) => ({ config, split })),
  };
}
