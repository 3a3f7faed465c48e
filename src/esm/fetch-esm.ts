import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFile } from '../hub/cached-file.ts';
import type { Hub } from '../hub/hub.ts';
import type { PartialFile } from '../hub/ranges/partial-file.ts';
import { resolveFile } from '../hub/resolve-file.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmEntry } from './entry.ts';
import { configLimitBytes, configName, mapLimitBytes, weightsName } from './file-limits.ts';
import { partialWeights } from './look-at-esm.ts';
import { type EsmMetadata, parseEsmMetadata } from './metadata.ts';

/** Absolute paths of one map's files in the cache. */
export interface EsmFiles {
  config: string;
  weights: string;
}

/** A map that is wanted. */
interface EsmRequest {
  hub: Hub;
  esm: EsmEntry;
  signal: AbortSignal;
}

/**
 * Brings the two files of a map into the cache; makes no request where they are there.
 *
 * @param params.check throws where a map that says this of itself is not wanted
 * @param params.dimension of the embeddings that the map is for, which says how large it can be
 * @param params.partial its weights, where parts of them were read before: then the rest is fetched
 * @throws {ProblemError} one of the `esm-…` codes, or a problem of the Hub
 */
export async function fetchEsm(
  params: EsmRequest & { dimension: number; check?: (metadata: EsmMetadata) => void; partial?: PartialFile },
): Promise<EsmFiles> {
  const config = await fetchEsmConfig(params);
  // Before the weights: of what is no map, or not one that is wanted, nothing large is fetched.
  params.check?.(parseEsmMetadata(params.esm.repo, await readFile(config, 'utf8')));
  const weights = await fetchWeights(params, mapLimitBytes(params.dimension));
  if (weights === null) throw new ProblemError({ area: 'esm', code: 'esm-no-weights', repo: params.esm.repo });
  return { config, weights };
}

/**
 * Brings the metadata of a map into the cache.
 *
 * @returns the path of its config.json
 * @throws {ProblemError} esm-no-config, esm-file-too-large, or a problem of the Hub
 */
export async function fetchEsmConfig(params: EsmRequest): Promise<string> {
  const config = await fetchFile(params, configName, configLimitBytes);
  if (config === null) throw new ProblemError({ area: 'esm', code: 'esm-no-config', repo: params.esm.repo });
  return config;
}

/** What is kept of them from a first look, by an earlier run too, is not fetched again. */
function fetchWeights(params: EsmRequest & { partial?: PartialFile }, limitBytes: number): Promise<string | null> {
  const { hub, esm, signal } = params;
  if (esm.folder !== undefined) return fetchFile(params, weightsName, limitBytes);
  const partial = params.partial ?? partialWeights(hub, esm);
  return partial.complete({ ref: 'main', limitBytes, signal });
}

function fetchFile({ hub, esm, signal }: EsmRequest, path: string, limitBytes: number): Promise<string | null> {
  if (esm.folder !== undefined) return localFile(esm.repo, esm.folder, path, limitBytes);
  return resolveFile({ hub, repo: esm.repo, revision: esm.revision, ref: 'main', path, limitBytes, signal });
}

async function localFile(repo: string, folder: string, path: string, limitBytes: number): Promise<string | null> {
  const file = join(folder, path);
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return null;
  if (size <= limitBytes) return file;
  throw new ProblemError({ area: 'esm', code: 'esm-file-too-large', repo, path, bytes: size, limitBytes });
}

/** Whether both files of a map are in the cache at its revision. Makes no request. */
export async function isEsmCached(params: {
  hub: Hub;
  esm: Pick<EsmEntry, 'repo' | 'revision' | 'folder'>;
}): Promise<boolean> {
  const { hub, esm } = params;
  if (esm.folder !== undefined) return true;
  for (const path of [weightsName, configName]) {
    const found = await cachedFile(hub, { repo: esm.repo, revision: esm.revision, path });
    if (found.kind !== 'cached') return false;
  }
  return true;
}
