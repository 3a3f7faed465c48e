import { lstat, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { parseJson } from '../../json/parse-json.ts';
import type { Hub } from '../hub.ts';
import { type RepositoryFile, repositoryFolder } from './layout.ts';
import { recallAnswer, rememberAnswer } from './remembered-answers.ts';

/** The digest of a file's content: sha256, or git's sha1. */
const digest = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

/** What Python's `snapshot_download` keeps of a commit: `trees/<commit>.json`. */
const tree = z.object({
  format_version: z.literal(1),
  files: z.record(z.string(), z.object({ blob_id: digest, lfs_sha256: digest.nullish() })),
});

/** As large as the tree of a repository of 100,000 files. */
const treeLimitBytes = 25_000_000;

/**
 * The digest that a file in a snapshot should have: the name of the blob that it is a link to; where links are not possible, what was
 * noted when it was fetched, here or by Python. Null where nothing tells.
 */
export async function expectedDigest(hub: Hub, file: RepositoryFile, commit: string, path: string) {
  const linked = digest.safeParse(basename(await readlink(path).catch(() => '')));
  if (linked.success) return linked.data;
  return (await recallAnswer(hub, question(file, commit), digest)) ?? (await digestInTree(hub, file, commit));
}

/** Notes the digest of a file that lies in its snapshot itself; a link says it by its name. */
export async function noteDigest(hub: Hub, file: RepositoryFile, commit: string, path: string, found: string) {
  if ((await lstat(path)).isSymbolicLink()) return;
  await rememberAnswer(hub, question(file, commit), found);
}

function question({ repoType = 'model', repo, path }: RepositoryFile, commit: string): string {
  return `digest of ${repoType} ${repo} ${commit} ${path}`;
}

async function digestInTree({ settings }: Hub, file: RepositoryFile, commit: string): Promise<string | null> {
  const path = join(repositoryFolder(settings.cacheFolder, file), 'trees', `${commit}.json`);
  try {
    const { files } = tree.parse(parseJson(await readFile(path), { maxBytes: treeLimitBytes }));
    const entry = Object.entries(files).find(([name]) => name === file.path)?.[1];
    return entry?.lfs_sha256 ?? entry?.blob_id ?? null;
  } catch {
    return null;
  }
}
