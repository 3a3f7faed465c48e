import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FakeRepository } from './hub/repository.ts';

/**
 * Writes a repository into a cache as Python's huggingface_hub leaves it: blobs by their digest, linked from the snapshot of the commit,
 * and the branch.
 *
 * @param options.paths only these files. Default: all
 * @param options.ref false: fetched by commit, which notes no branch
 */
export function writePythonCache(
  cacheFolder: string,
  { id, commit, files }: FakeRepository,
  { paths = [...files.keys()], ref = true }: { paths?: string[]; ref?: boolean } = {},
): void {
  const folder = join(cacheFolder, `models--${id.replace('/', '--')}`);
  for (const path of paths) {
    const file = files.get(path);
    if (file === undefined) throw new Error(`${id} has no ${path}`);
    const blob = join(folder, 'blobs', file.sha256 ?? file.gitOid);
    const link = join(folder, 'snapshots', commit, path);
    for (const name of [blob, link]) mkdirSync(dirname(name), { recursive: true });
    writeFileSync(blob, file.read());
    symlinkSync(relative(dirname(link), blob), link);
  }
  if (!ref) return;
  mkdirSync(join(folder, 'refs'), { recursive: true });
  writeFileSync(join(folder, 'refs/main'), commit);
}
