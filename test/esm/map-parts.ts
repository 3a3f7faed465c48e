import { formatCard } from '../../src/esm/card.ts';
import type { NewEsmConfig } from '../../src/esm/config-file.ts';
import type { EsmParts } from '../../src/esm/esm-parts.ts';
import { formatConfig, formatEsmWeights } from '../../src/esm/write-esm.ts';
import { formatSafetensors } from '../../src/safetensors/format-safetensors.ts';

const config: NewEsmConfig = {
  base_model_name: 'owner/base',
  task_id: 'owner/task',
  task_split: 'train',
  text_column: 'text',
  label_column: 'label',
  num_examples: 60,
  language: 'en',
  esm_architecture: 'linear',
  esm_embedding_dim: 2,
  version: '0.2.0',
};

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The three files of a small map about which nothing is odd; with other fields of config.json. */
export function mapParts(changes: Partial<Record<keyof NewEsmConfig, unknown>> = {}): EsmParts {
  const weight = Float32Array.of(1, 0.25, -0.5, 2);
  return {
    config: bytes(formatConfig({ ...config, ...changes })),
    weights: formatEsmWeights('map', { weight, bias: Float32Array.of(0.5, -4), dimension: 2 }),
    card: bytes(formatCard(config)),
  };
}

/** A map whose config.json has other fields. */
export function withConfig(changes: Partial<Record<keyof NewEsmConfig, unknown>>): { parts: EsmParts } {
  return { parts: mapParts(changes) };
}

/** A map whose weights have other names or numbers; without a bias where that has no name. */
export function withTensors(
  weightName: string,
  biasName: string | null,
  weight: readonly number[] = [1, 0.25, -0.5, 2],
  bias: readonly number[] = [0.5, -4],
): { parts: EsmParts } {
  const matrix = { name: weightName, dtype: 'F32', shape: [2, 2], values: Float32Array.from(weight) } as const;
  const vector = { name: biasName ?? '', dtype: 'F32', shape: [2], values: Float32Array.from(bias) } as const;
  return { parts: { ...mapParts(), weights: formatSafetensors(biasName === null ? [matrix] : [matrix, vector]) } };
}
