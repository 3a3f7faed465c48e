import * as z from 'zod';
import { type AnyLayer, layerName, readAnyLayer } from './any-layer.ts';
import { type CardData, cardData, formatCard } from './card.ts';
import type { CanonicalBaseModel } from './check-esm.ts';
import { parseConfigFile, parseConfigJson } from './config-file.ts';
import { type EsmParts, partNames } from './esm-parts.ts';
import { readCard, textsOf, writeCard } from './front-matter.ts';
import { formatConfig, formatEsmWeights } from './write-esm.ts';

/** A map that can be repaired: it has its config.json and its weights. */
export interface RepairableEsm {
  name: string;
  parts: EsmParts;
  /** What the Hub calls the base model; null or undefined: as config.json names it. */
  baseModel: CanonicalBaseModel;
}

/** Files of a map by name. */
export type RepairedFiles = Record<string, Uint8Array<ArrayBuffer>>;

/** Begins the card that `push_to_hub` of huggingface_hub leaves where its author writes none. */
const mixinCard = 'This model has been pushed to the Hub using';

const anyObject = z.record(z.string(), z.unknown());

/**
 * The files of a map that must be written anew so that this program and hfselect find and rank it, by name; none where all is well, or
 * where there is nothing to repair it from. What the owner wrote is kept: other fields of config.json, other front matter, the text of the card.
 *
 * @throws {ProblemError} esm-config-not-json, esm-config-shape, esm-damaged-weights, esm-not-finite
 */
export function repairEsm({ name, parts, baseModel }: RepairableEsm): RepairedFiles {
  if (parts.config === null || parts.weights === null) return {};
  const text = new TextDecoder().decode(parts.config);
  const layer = readAnyLayer(name, parts.weights);
  if (layer === null || !namesMap(name, text)) return {};
  const weights = repairedWeights(name, layer, parseConfigFile(name, text).version);
  const config = repairedConfig(name, text, {
    baseModel,
    dimension: layer.dimension,
    renamed: weights !== null,
  });
  const card = repairedCard({ name, parts, baseModel }, config ?? text);
  const bytes = (content: string) => new TextEncoder().encode(content);
  return {
    ...(config !== null && { [partNames.config]: bytes(config) }),
    ...(weights !== null && { [partNames.weights]: weights }),
    ...(card !== null && { [partNames.card]: bytes(card) }),
  };
}

/** Whether config.json is that of a map: nothing is written into the folder of anything else, such as a language model. */
function namesMap(name: string, text: string): boolean {
  const { base_model_name: base, task_id: task } = parseConfigFile(name, text);
  return Boolean(base?.trim()) || Boolean(task?.trim());
}

/** Under the names of the reference, with a bias; null where they are so already. */
function repairedWeights(
  name: string,
  { weight, bias, dimension, names, dtype }: AnyLayer,
  version: string | null | undefined,
): Uint8Array<ArrayBuffer> | null {
  const layer = layerName(version);
  if (bias !== null && names.includes(`${layer}.weight`) && names.includes(`${layer}.bias`)) return null;
  const written = { weight, bias: bias ?? new Float32Array(dimension), dimension };
  return formatEsmWeights(name, { ...written, dtype: dtype === 'BF16' ? 'bfloat16' : 'float32' });
}

function repairedConfig(
  name: string,
  text: string,
  { baseModel, dimension, renamed }: { baseModel: CanonicalBaseModel; dimension: number; renamed: boolean },
): string | null {
  const before = anyObject.parse(parseConfigJson(name, text));
  const after = {
    ...before,
    ...(baseModel ? { base_model_name: baseModel } : {}),
    esm_architecture: 'linear',
    esm_embedding_dim: dimension,
    // The weights are under the names of this version now.
    ...(renamed && before.version === '0.1.0' ? { version: '0.2.0' } : {}),
  };
  return JSON.stringify(after) === JSON.stringify(before) ? null : formatConfig(after);
}

/** With the front matter that maps are found by; null where the card has it. */
function repairedCard({ name, parts: { card }, baseModel }: RepairableEsm, config: string): string | null {
  const about = parseConfigFile(name, config);
  const options = baseModel ? { baseModel } : {};
  const whole = formatCard(about, options);
  const { data, body } = readCard(card === null ? '' : new TextDecoder().decode(card));
  const isEmpty = body.trim() === '' || body.includes(mixinCard);
  if (data === null && isEmpty) return whole;
  const before = data ?? {};
  const after = completed(before, cardData(about, options));
  if (data !== null && !isEmpty && JSON.stringify(after) === JSON.stringify(before)) return null;
  return writeCard(after, isEmpty ? readCard(whole).body : body);
}

/** Front matter with what is needed beside what it holds: licence and languages where it has none, the base model, dataset and tags in any case. */
function completed(before: Record<string, unknown>, { license, language, base_model: base, datasets, tags }: CardData) {
  const withAll = (name: string, needed: readonly string[]) => {
    const there = textsOf(before[name]);
    const lacking = needed.filter((text) => !there.includes(text));
    return lacking.length === 0 ? {} : { [name]: [...there, ...lacking] };
  };
  return {
    ...before,
    ...(textsOf(before.license).length === 0 && { license }),
    ...(textsOf(before.language).length === 0 && language !== undefined && { language }),
    ...(base !== undefined && !textsOf(before.base_model).includes(base) && { base_model: base }),
    ...withAll('datasets', datasets ?? []),
    ...withAll('tags', tags),
  };
}
