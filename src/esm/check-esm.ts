import type { EsmCheck, EsmFinding } from '../protocol/esm-findings.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmProblem } from '../protocol/problems/esm.ts';
import { isRepositoryId } from '../protocol/repository-id.ts';
import { layerName, tensorsOf } from './any-layer.ts';
import { cardData } from './card.ts';
import { type EsmConfigFile, parseConfigFile } from './config-file.ts';
import type { EsmParts } from './esm-parts.ts';
import { esmTag } from './esm-tag.ts';
import { readCard, textsOf } from './front-matter.ts';
import { parseEsmMetadata } from './metadata.ts';
import { type EsmWeights, readEsmWeights } from './weights.ts';

/** What the Hub calls a base model: its id now; null where there is none; undefined where nobody could be asked. */
export type CanonicalBaseModel = string | null | undefined;

/** A map that is looked at. */
export interface CheckedEsm {
  /** Folder or repository. */
  name: string;
  parts: EsmParts;
  baseModel: CanonicalBaseModel;
  /** Tags that the Hub has made of the card; null where it is not on the Hub. */
  tags: readonly string[] | null;
}

/** Fields of config.json without which filters and readers of a ranking know less. */
const usefulFields = ['text_column', 'label_column', 'task_split', 'num_examples', 'language'] as const;

/** Of those, what a dataset may not have: `train` says null where a file has no splits, or its rows no labels. The reference says null of all that it is not told. */
const maybeNone: readonly string[] = ['task_split', 'label_column'];

/** A map that differs from "nothing changed" by less than the rounding of bfloat16 says nothing. */
const nothing = 2 ** -9;

/**
 * Looks whether a map is one that this program and hfselect rank and find, and what is missing or odd about it: config.json, the weights
 * (names, shapes, numbers), and the card that the Hub makes tags of. Pure.
 */
export function checkEsm(esm: CheckedEsm): EsmCheck {
  const { name, parts } = esm;
  const unusable: EsmFinding[] = [];
  const read = <Value>(step: () => Value): Value | null => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.area !== 'esm') throw error;
      unusable.push({ code: 'unusable', problem: error.problem });
      return null;
    }
  };
  const config = read(() => readConfig(name, parts));
  // What is no map by its config.json needs no weights either.
  const layer = config === null && parts.weights === null ? null : read(() => readLayer(name, parts));
  const about = config === null ? [] : [...configFindings(config, layer), ...cardFindings(config, esm)];
  const findings = [...unusable, ...(layer === null ? [] : weightFindings(config, layer)), ...about];
  return {
    name,
    taskId: config?.task_id?.trim() || null,
    baseModel: esm.baseModel ?? (config?.base_model_name?.trim() || null),
    dimension: layer?.dimension ?? null,
    findings,
    fixed: [],
  };
}

/** The weights of a map as far as they are told: which tensors, and their numbers. */
interface ReadLayer {
  dimension: number;
  tensors: string[];
  weights: EsmWeights;
}

function readConfig(repo: string, { config }: EsmParts): EsmConfigFile {
  if (config === null) throw problem({ area: 'esm', code: 'esm-no-config', repo });
  const text = new TextDecoder().decode(config);
  parseEsmMetadata(repo, text);
  return parseConfigFile(repo, text);
}

function readLayer(repo: string, { weights: file }: EsmParts): ReadLayer {
  if (file === null) throw problem({ area: 'esm', code: 'esm-no-weights', repo });
  const tensors = tensorsOf(repo, file);
  // Read as a ranking reads it, at the dimension that the file itself has.
  const dimension = [...tensors.values()].find(({ shape }) => shape.length === 2)?.shape[0] ?? 0;
  const weights = readEsmWeights(repo, file, dimension);
  const finite = weights.weight.every(Number.isFinite) && (weights.bias ?? weights.weight).every(Number.isFinite);
  if (!finite) throw problem({ area: 'esm', code: 'esm-not-finite', repo });
  if (weights.weight.every((value) => value === 0)) {
    throw problem({ area: 'esm', code: 'esm-no-score', repo, reason: 'all weights are 0' });
  }
  return { dimension, tensors: [...tensors.keys()], weights };
}

/** What hfselect makes of the weights: tensors under names that it does not expect are left at random numbers, without a word. */
function weightFindings(config: EsmConfigFile | null, { tensors, weights, dimension }: ReadLayer): EsmFinding[] {
  const name = layerName(config?.version);
  const expected = [`${name}.weight`, `${name}.bias`];
  const found: EsmFinding[] = [];
  if (!tensors.includes(expected[0] ?? '')) found.push({ code: 'other-tensor-names', tensors, expected });
  if (weights.bias === null) found.push({ code: 'no-bias' });
  if (changesNothing(weights, dimension)) found.push({ code: 'changes-nothing' });
  return found;
}

function changesNothing({ weight, bias }: EsmWeights, dimension: number): boolean {
  const isSmall = (value: number) => Math.abs(value) < nothing;
  return (
    weight.every((value, i) => isSmall(value - (i % (dimension + 1) === 0 ? 1 : 0))) && (bias ?? []).every(isSmall)
  );
}

function configFindings(config: EsmConfigFile, layer: ReadLayer | null): EsmFinding[] {
  const found: EsmFinding[] = [];
  const {
    esm_architecture: architecture,
    esm_embedding_dim: stated,
    esm_mse: error,
    esm_mse_identity: identity,
  } = config;
  if (architecture !== 'linear') found.push({ code: 'architecture-not-linear', found: architecture ?? null });
  if (layer !== null && !stated) found.push({ code: 'dimension-not-stated', dimension: layer.dimension });
  if (layer !== null && stated && stated !== layer.dimension) {
    found.push({ code: 'other-dimension-stated', stated, dimension: layer.dimension });
  }
  const isNone = (field: keyof EsmConfigFile) =>
    Boolean(config.esm_solver) && config[field] === null && maybeNone.includes(field);
  const fields = usefulFields.filter((field) => (config[field] ?? '') === '' && !isNone(field));
  if (fields.length > 0) found.push({ code: 'fields-missing', fields });
  if (typeof error === 'number' && typeof identity === 'number' && error >= identity) {
    found.push({ code: 'no-better-than-identity', error, identityError: identity });
  }
  return found;
}

function cardFindings(config: EsmConfigFile, { parts, baseModel, tags }: CheckedEsm): EsmFinding[] {
  const stated = config.base_model_name?.trim() ?? '';
  const taskId = config.task_id?.trim() ?? '';
  const found: EsmFinding[] = [];
  if (baseModel === null || !isRepositoryId(stated)) found.push({ code: 'base-model-not-on-hub', baseModel: stated });
  else if (baseModel === undefined) found.push({ code: 'base-model-not-asked', stated });
  else if (baseModel !== stated) found.push({ code: 'base-model-renamed', stated, canonical: baseModel });
  if (!isRepositoryId(taskId)) found.push({ code: 'task-not-on-hub', taskId });
  const inCard = frontMatterFindings(config, parts.card, baseModel ?? stated);
  const expected = [esmTag, `base_model:${baseModel ?? stated}`];
  const lacking = expected.filter((tag) => tags?.includes(tag) === false);
  const isMade = inCard.some(({ code }) => code.startsWith('card-') || code === 'no-card') || lacking.length === 0;
  return [...found, ...inCard, ...(isMade ? [] : [{ code: 'tags-not-made' as const, tags: lacking }])];
}

function frontMatterFindings(config: EsmConfigFile, card: EsmParts['card'], baseModel: string): EsmFinding[] {
  if (card === null) return [{ code: 'no-card' }];
  const { data, mistake } = readCard(new TextDecoder().decode(card));
  if (mistake !== null) return [{ code: 'card-unreadable', reason: mistake }];
  if (data === null) return [{ code: 'card-without-front-matter' }];
  const expected = cardData(config, { baseModel });
  const found: EsmFinding[] = [];
  if (!textsOf(data.tags).includes(esmTag)) found.push({ code: 'card-without-tag', tag: esmTag });
  const bases = textsOf(data.base_model);
  if (expected.base_model !== undefined && bases.length === 0) {
    found.push({ code: 'card-without-base-model', expected: expected.base_model });
  } else if (expected.base_model !== undefined && !bases.includes(expected.base_model)) {
    found.push({ code: 'card-of-other-base-model', found: bases.join(', '), expected: expected.base_model });
  }
  const [dataset] = expected.datasets ?? [];
  if (dataset !== undefined && !textsOf(data.datasets).includes(dataset)) {
    found.push({ code: 'card-without-dataset', expected: dataset });
  }
  if (textsOf(data.license).length === 0) found.push({ code: 'card-without-license' });
  return found;
}

function problem(facts: EsmProblem): ProblemError {
  return new ProblemError(facts);
}
