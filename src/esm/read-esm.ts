import { readFile } from 'node:fs/promises';
import type { EsmFiles } from './fetch-esm.ts';
import { type EsmMetadata, parseEsmMetadata } from './metadata.ts';
import { type EsmWeights, readEsmWeights } from './weights.ts';

/** An Embedding Space Map in memory: F = X · weightᵀ + bias. */
export interface Esm {
  metadata: EsmMetadata;
  weights: EsmWeights;
}

/**
 * Reads a map from its two files in the cache.
 *
 * @param params.dimension length of the base model's embeddings, which the map must have on both sides
 * @throws {ProblemError} one of the `esm-…` codes
 */
export async function readEsm(params: { repo: string; files: EsmFiles; dimension: number }): Promise<Esm> {
  const { repo, files, dimension } = params;
  const metadata = parseEsmMetadata(repo, await readFile(files.config, 'utf8'));
  const weights = readEsmWeights(repo, await readFile(files.weights), dimension);
  return { metadata, weights };
}
