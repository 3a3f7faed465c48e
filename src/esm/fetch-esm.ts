import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFile } from '../hub/cached-file.ts';
import type { Hub } from '../hub/hub.ts';
import { resolveFile } from '../hub/resolve-file.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmEntry } from './entry.ts';

/** Absolute paths of one map's files in the cache. */
export interface EsmFiles {
  config: string;
  weights: string;
}

const configName = 'config.json';
const weightsName = 'model.safetensors';

/**
 * Brings the two files of a map into the cache; makes no request where they are there.
 *
 * @throws {ProblemError} esm-no-config, esm-no-weights, or a problem of the Hub
 */
export async function fetchEsm(params: { hub: Hub; esm: EsmEntry; signal: AbortSignal }): Promise<EsmFiles> {
  const config = await fetchEsmConfig(params);
  const weights = await fetchFile(params, weightsName);
  if (weights === null) throw new ProblemError({ area: 'esm', code: 'esm-no-weights', repo: params.esm.repo });
  return { config, weights };
}

/**
 * Brings the metadata of a map into the cache.
 *
 * @returns the path of its config.json
 * @throws {ProblemError} esm-no-config, or a problem of the Hub
 */
export async function fetchEsmConfig(params: { hub: Hub; esm: EsmEntry; signal: AbortSignal }): Promise<string> {
  const config = await fetchFile(params, configName);
  if (config === null) throw new ProblemError({ area: 'esm', code: 'esm-no-config', repo: params.esm.repo });
  return config;
}

function fetchFile(
  { hub, esm, signal }: { hub: Hub; esm: EsmEntry; signal: AbortSignal },
  path: string,
): Promise<string | null> {
  if (esm.folder !== undefined) return localFile(esm.folder, path);
  return resolveFile({ hub, repo: esm.repo, revision: esm.revision, ref: 'main', path, signal });
}

async function localFile(folder: string, name: string): Promise<string | null> {
  const path = join(folder, name);
  return access(path).then(
    () => path,
    () => null,
  );
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
