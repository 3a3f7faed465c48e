import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenCounter } from '../../dataset/inspection/measure-texts.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { Hub } from '../../hub/hub.ts';
import { modelInfo } from '../../hub/model-info.ts';
import { resolveFile } from '../../hub/resolve-file.ts';
import { type ModelTokens, openModelTokens } from '../../language-model/count-tokens.ts';
import type { RepositoryFiles } from '../../language-model/repository/repository-files.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { localFolder } from '../base-model/local-folder.ts';

/**
 * Counts tokens as a base model has them, where it lies in a folder or its tokenizer is in the cache: no request is made for it. Null where
 * it is not at hand, or cannot be read, which a run will tell.
 */
export async function tokenCounterOf(
  model: string,
  folder: string | undefined,
  hub: Hub,
  signal: AbortSignal,
): Promise<TokenCounter | null> {
  try {
    const files = isLocalPath(model) ? localFiles(model, folder) : await cachedFiles(model, hub, signal);
    const tokens = await openModelTokens(files);
    return { model: files.id, limit: tokens.limit, count: (texts) => countOrNull(tokens, texts) };
  } catch {
    throwIfCancelled(signal);
    return null;
  }
}

/** A tokenizer that fails at some texts must not make the dataset unreadable. */
function countOrNull({ count }: ModelTokens, texts: readonly string[]): number[] | null {
  try {
    return count(texts);
  } catch {
    return null;
  }
}

function localFiles(id: string, folder: string | undefined): RepositoryFiles {
  const pathOf = (name: string) => join(localFolder(id, folder), name);
  const has = (name: string) =>
    access(pathOf(name)).then(
      () => true,
      () => false,
    );
  return { id, revision: '', has, path: async (name) => ((await has(name)) ? pathOf(name) : null) };
}

async function cachedFiles(model: string, hub: Hub, signal: AbortSignal): Promise<RepositoryFiles> {
  const offline = { ...hub, settings: { ...hub.settings, offline: true } };
  const { id, sha, files: names } = await modelInfo({ hub: offline, id: model, signal });
  const known = new Set(names);
  return {
    id,
    revision: sha,
    has: async (name) => known.has(name),
    path: async (path, limitBytes) =>
      known.size > 0 && !known.has(path)
        ? null
        : resolveFile({ hub: offline, repo: id, revision: sha, ref: 'main', path, limitBytes, signal }),
  };
}
