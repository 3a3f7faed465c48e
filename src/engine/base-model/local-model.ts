import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { describeLanguageModel } from '../../language-model/describe-language-model.ts';
import type { RepositoryFiles } from '../../language-model/repository/repository-files.ts';
import type { Pooling } from '../../protocol/rank-request.ts';
import type { BaseModel } from './base-model.ts';
import { checkFolder } from './local-folder.ts';

/**
 * Opens a base model that lies in a folder, as `save_pretrained` writes it.
 *
 * @param params.id the path as the user wrote it, which names the model in problems and results
 * @param params.folder the same, absolute
 * @throws {ProblemError} run-no-such-folder; a problem of the language model
 */
export async function openLocalModel(params: {
  id: string;
  folder: string;
  pooling: Pooling | undefined;
  signal: AbortSignal;
}): Promise<BaseModel> {
  const { id, folder, pooling, signal } = params;
  await checkFolder(id, folder);
  const revision = await contentDigest(folder, signal);
  const has = (name: string) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    );
  const path = async (name: string) => ((await has(name)) ? join(folder, name) : null);
  const files: RepositoryFiles = { id, revision, path, has };
  const description = await describeLanguageModel({ files, ...(pooling === undefined ? {} : { pooling }) });
  return { id, revision, files, description, cached: true };
}

/**
 * What stands for a commit where there is none: a digest of the files that decide on embeddings, so that cached embeddings of a model
 * that has changed since are not taken for its own. Below the folder only settings count (those of pooling lie there): a training that
 * has written its checkpoints there has gigabytes of weights that are not this model's.
 */
async function contentDigest(folder: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(folder)).sort();
  const own = names.filter((name) => /\.(json|txt|model|safetensors)$/.test(name));
  for (const name of [...own, ...names.map((each) => `${each}/config.json`)]) {
    throwIfCancelled(signal);
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) continue;
    hash.update(`${name}\0${found.size}\0`);
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk);
  }
  // As long as a commit, so that everything that shows or keeps one can take it.
  return hash.digest('hex').slice(0, 40);
}
