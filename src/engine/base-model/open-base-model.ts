import { cachedFile } from '../../hub/cached-file.ts';
import type { Hub } from '../../hub/hub.ts';
import { modelInfo } from '../../hub/model-info.ts';
import { resolveFile } from '../../hub/resolve-file.ts';
import { describeLanguageModel } from '../../language-model/describe-language-model.ts';
import type { RepositoryFiles } from '../../language-model/repository/repository-files.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import type { Pooling } from '../../protocol/rank-request.ts';
import type { BaseModel } from './base-model.ts';
import { localFolder } from './local-folder.ts';
import { openLocalModel } from './local-model.ts';

/**
 * Looks a base model up, on the Hub or in a folder, and reads its configuration; the weights stay where they are.
 *
 * @param params.onBytes bytes of the weight file that is being fetched
 * @throws {ProblemError} a problem of the Hub or of the language model
 */
export async function openBaseModel(params: {
  hub: Hub;
  id: string;
  /** Absolute path that a local `id` starts from. Default: the working folder. */
  folder?: string | undefined;
  pooling: Pooling | undefined;
  signal: AbortSignal;
  onBytes: (received: number, size: number | null) => void;
}): Promise<BaseModel> {
  const { hub, pooling, signal, onBytes } = params;
  if (isLocalPath(params.id)) {
    return openLocalModel({ id: params.id, folder: localFolder(params.id, params.folder), pooling, signal });
  }
  const { id, sha, files: names } = await modelInfo({ hub, id: params.id, signal });
  const known = new Set(names);
  const files: RepositoryFiles = {
    id,
    revision: sha,
    path: async (path, limitBytes) =>
      known.size > 0 && !known.has(path)
        ? null
        : resolveFile({
            hub,
            repo: id,
            revision: sha,
            ref: 'main',
            path,
            limitBytes,
            signal,
            ...(isWeightFile(path) ? { onBytes } : {}),
          }),
    has: async (path) => known.has(path) || (known.size === 0 && (await isCached(hub, id, sha, path))),
  };
  const description = await describeLanguageModel({ files, ...(pooling === undefined ? {} : { pooling }) });
  return { id, revision: sha, files, description, cached: await areCached(hub, id, sha, description.weightFiles) };
}

async function areCached(hub: Hub, repo: string, revision: string, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (!(await isCached(hub, repo, revision, path))) return false;
  return true;
}

async function isCached(hub: Hub, repo: string, revision: string, path: string): Promise<boolean> {
  return (await cachedFile(hub, { repo, revision, path })).kind === 'cached';
}

function isWeightFile(name: string): boolean {
  return /^model(-\d+-of-\d+)?\.safetensors$/.test(name);
}
