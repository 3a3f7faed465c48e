import { type CanonicalBaseModel, checkEsm } from '../../esm/check-esm.ts';
import { parseConfigFile } from '../../esm/config-file.ts';
import { type EsmParts, partNames } from '../../esm/esm-parts.ts';
import { type RepairedFiles, repairEsm } from '../../esm/repair-esm.ts';
import type { EsmCheck } from '../../protocol/esm-findings.ts';
import { ProblemError } from '../../protocol/problem.ts';

/** A map with what is known of it. */
export interface EsmToCheck {
  name: string;
  parts: EsmParts;
  baseModel: CanonicalBaseModel;
  /** Tags that the Hub has made; null where it is not on the Hub, or they are to be made anew. */
  tags: readonly string[] | null;
}

/** The base model that config.json of a map names; empty where it names none, or cannot be read. */
export function statedBaseModel(name: string, { config }: EsmParts): string {
  if (config === null) return '';
  try {
    return parseConfigFile(name, new TextDecoder().decode(config)).base_model_name?.trim() ?? '';
  } catch (error) {
    if (error instanceof ProblemError) return '';
    throw error;
  }
}

/** The files that a map needs written anew, and what is found of it with them. What cannot be repaired stays a finding. */
export function repairAndCheck(esm: EsmToCheck): { files: RepairedFiles; parts: EsmParts; check: EsmCheck } {
  const files = repairedFiles(esm);
  const parts: EsmParts = {
    config: files[partNames.config] ?? esm.parts.config,
    weights: files[partNames.weights] ?? esm.parts.weights,
    card: files[partNames.card] ?? esm.parts.card,
  };
  const check = checkEsm({ ...esm, parts, tags: null });
  return { files, parts, check: { ...check, fixed: Object.keys(files) } };
}

function repairedFiles(esm: EsmToCheck): RepairedFiles {
  try {
    return repairEsm(esm);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.area === 'esm') return {};
    throw error;
  }
}
