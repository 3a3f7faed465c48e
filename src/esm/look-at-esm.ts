import { readFile } from 'node:fs/promises';
import { cachedFile } from '../hub/cached-file.ts';
import { checkSize } from '../hub/download/too-large.ts';
import type { Hub } from '../hub/hub.ts';
import { PartialFile } from '../hub/ranges/partial-file.ts';
import { keptBytes, keyOfFile, tidyRanges } from '../hub/ranges/range-cache.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmEntry } from './entry.ts';
import { configLimitBytes, configName, mapLimitBytes, weightsName } from './file-limits.ts';
import { listedMetadata } from './listed-metadata.ts';
import { type EsmMetadata, parseEsmMetadata } from './metadata.ts';
import { type EsmWeights, firstRowsOf, layerOfBeginning } from './weights.ts';

/** The first rows of a map. */
export interface EsmLook {
  /** Of its config.json where that is in the cache, else what the listing tells. */
  metadata: EsmMetadata;
  /** `[rows, d]`, `[rows]` */
  weights: EsmWeights;
}

/** Bytes that the header of a map's weights takes at most, but for strange ones: two names, types, shapes and offsets. */
const usualHeaderBytes = 1_024;

/** The weights of a map on the Hub, for reading in parts. */
export function partialWeights(hub: Hub, { repo, revision }: EsmEntry): PartialFile {
  const absent = () => new ProblemError({ area: 'esm', code: 'esm-no-weights', repo });
  return new PartialFile(hub, { repo, revision, path: weightsName }, absent);
}

/** Bytes of parts of maps that are kept from before, at the revision that is wanted, by repository; those of other revisions are of no use. */
export async function keptBytesOfMaps(hub: Hub, esms: readonly EsmEntry[]): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for (const { repo, revision } of esms) {
    const bytes = await keptBytes(hub, keyOfFile({ repo, revision, path: weightsName }));
    if (bytes > 0) kept.set(repo, bytes);
  }
  return kept;
}

/** Notes that the parts of these maps are in use; removes those of their other revisions, and what {@link tidyRanges} removes. Never fails. */
export function tidyParts(hub: Hub, esms: readonly EsmEntry[]): Promise<void> {
  return tidyRanges(
    hub,
    esms.map(({ repo, revision }) => keyOfFile({ repo, revision, path: weightsName })),
  );
}

/** About how many bytes a look at so many rows of a map fetches. */
export function lookBytes(dimension: number, rows: number): number {
  return usualHeaderBytes + 4 * (dimension + rows * dimension);
}

/**
 * The first rows of a map, by one request where its numbers are float32 or shorter and its bias stands before its weight, as safetensors are written; else by two.
 *
 * @param params.dimension of the embeddings that the map is for
 * @param params.weights from {@link partialWeights}
 * @returns null where the server gives files only whole; nothing of it was read then
 * @throws {ProblemError} one of the `esm-…` codes, hub-file-too-large, a problem of the Hub, run-cancelled
 */
export async function lookAtEsm(params: {
  hub: Hub;
  esm: EsmEntry;
  dimension: number;
  rows: number;
  weights: PartialFile;
  signal: AbortSignal;
}): Promise<EsmLook | null> {
  const { hub, esm, dimension, rows, weights, signal } = params;
  const { repo } = esm;
  const beginning = await weights.read(0, lookBytes(dimension, rows), signal);
  if (beginning === null) return null;
  const limitBytes = mapLimitBytes(dimension);
  checkSize({ repo, path: weightsName, limitBytes }, weights.size);
  const layer = await layerOfBeginning({ repo, beginning, fileBytes: weights.size ?? limitBytes, dimension, read });
  const metadata = await metadataOf(hub, esm);
  return { metadata, weights: await firstRowsOf({ repo, layer, rows, read }) };

  async function read(start: number, end: number): Promise<Uint8Array> {
    if (beginning !== null && end <= beginning.length) return beginning.subarray(start, end);
    const bytes = await weights.read(start, end, signal);
    if (bytes?.length === end - start) return bytes;
    throw new ProblemError({ area: 'esm', code: 'esm-damaged-weights', repo, reason: 'truncated', detail: `${end}` });
  }
}

async function metadataOf(hub: Hub, esm: EsmEntry): Promise<EsmMetadata> {
  const { repo, revision } = esm;
  const config = await cachedFile(hub, { repo, revision, path: configName });
  if (config.kind !== 'cached' || config.size > configLimitBytes) return listedMetadata(esm);
  return parseEsmMetadata(repo, await readFile(config.path, 'utf8'));
}
