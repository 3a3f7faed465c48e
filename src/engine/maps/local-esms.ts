import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { EsmEntry } from '../../esm/entry.ts';
import { checkFolder, isFolder, localFolder } from '../base-model/local-folder.ts';

/**
 * The maps that a local name stands for: one folder with config.json and model.safetensors, or with `*` every such folder that matches, by
 * name. Each is named as the user would write it.
 *
 * @throws {ProblemError} run-no-such-folder, also where nothing matches
 */
export async function localEsms(name: string, folder: string | undefined): Promise<EsmEntry[]> {
  const path = localFolder(name, folder);
  if (!name.includes('*')) {
    await checkFolder(name, path);
    return [entryOf(name, path)];
  }
  // The folder that the pattern starts in is no pattern: its name may well have brackets.
  const start = /^[^*]*[\\/]/.exec(name)?.[0] ?? '../';
  const base = localFolder(`${start}.`, folder);
  const found: string[] = [];
  for await (const match of glob(name.slice(start.length), { cwd: base })) {
    if (await isFolder(join(base, match))) found.push(match);
  }
  // Nothing matches: say so by the name that was written.
  if (found.length === 0) await checkFolder(name, path);
  return found.sort().map((match) => entryOf(start + match.replaceAll('\\', '/'), join(base, match)));
}

function entryOf(repo: string, folder: string): EsmEntry {
  return { repo, revision: 'local', tags: [], downloads: 0, folder };
}
