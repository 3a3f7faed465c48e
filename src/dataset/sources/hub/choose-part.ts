import { ProblemError } from '../../../protocol/problem.ts';
import { nearestName } from '../../table/nearest-name.ts';
import { usualSplit } from '../choose-split.ts';
import type { DatasetPart } from './dataset-part.ts';

/** Which part of a dataset is wanted; what is left out is chosen where there is no doubt. */
export interface WantedPart {
  config?: string | undefined;
  split?: string | undefined;
}

/** Whether parts have what is named: else they need not be asked. */
export function hasPart(parts: readonly DatasetPart[], { config, split }: WantedPart): boolean {
  return parts.some(
    (part) => (config === undefined || part.config === config) && (split === undefined || part.split === split),
  );
}

/**
 * The part that is wanted. Default: the only config, else the one that the README says or `default`; the only split, else `train`.
 *
 * @param defaultConfig the one that the README says; null: it says none
 * @throws {ProblemError} hub-dataset-no-such-config, hub-dataset-config-unsure, hub-dataset-no-such-split, hub-dataset-split-unsure
 */
export function choosePart(
  repo: string,
  parts: readonly DatasetPart[],
  wanted: WantedPart,
  defaultConfig: string | null,
): DatasetPart {
  const config = chooseConfig(repo, [...new Set(parts.map((part) => part.config))], wanted.config, defaultConfig);
  const ofConfig = parts.filter((part) => part.config === config);
  const splits = ofConfig.map(({ split }) => split);
  const split = chooseSplit(repo, config, splits, wanted.split);
  const [part] = ofConfig.filter((candidate) => candidate.split === split);
  if (part === undefined) throw noSuchSplit(repo, config, splits, split);
  return part;
}

function chooseConfig(
  repo: string,
  configs: readonly string[],
  wanted: string | undefined,
  stated: string | null,
): string {
  if (wanted !== undefined) {
    if (configs.includes(wanted)) return wanted;
    const nearest = nearestName(wanted, configs);
    const facts = { repo, config: wanted, configs: [...configs], nearest };
    throw new ProblemError({ area: 'hub', code: 'hub-dataset-no-such-config', ...facts });
  }
  const usual = usualConfig(configs, stated);
  if (usual !== null) return usual;
  throw new ProblemError({ area: 'hub', code: 'hub-dataset-config-unsure', repo, configs: [...configs] });
}

/** The config that is meant where none is named: the only one, else the one that the README says or `default`; null where there is doubt. */
export function usualConfig(configs: readonly string[], stated: string | null): string | null {
  const [only] = configs;
  if (configs.length === 1 && only !== undefined) return only;
  return [stated, 'default'].find((config) => config !== null && configs.includes(config)) ?? null;
}

function chooseSplit(repo: string, config: string, splits: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (splits.includes(wanted)) return wanted;
    throw noSuchSplit(repo, config, splits, wanted);
  }
  const usual = usualSplit(splits);
  if (usual !== null) return usual;
  throw new ProblemError({ area: 'hub', code: 'hub-dataset-split-unsure', repo, config, splits: [...splits] });
}

function noSuchSplit(repo: string, config: string, splits: readonly string[], split: string): ProblemError {
  const facts = { repo, config, split, splits: [...splits], nearest: nearestName(split, splits) };
  return new ProblemError({ area: 'hub', code: 'hub-dataset-no-such-split', ...facts });
}
