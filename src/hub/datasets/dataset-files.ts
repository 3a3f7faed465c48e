import * as z from 'zod';
import { recallAnswer, rememberAnswer } from '../cache/remembered-answers.ts';
import { isBlobName } from '../download/blob-digest.ts';
import type { Hub } from '../hub.ts';
import { readListing } from '../requests/read-listing.ts';

const datasetFile = z.object({
  path: z.string().max(4_096),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Of its content: sha256 for files in large file storage, else git's sha1. */
  digest: z.string().refine(isBlobName),
});

/** An entry of the Hub's tree; null for a folder. Of a file in large file storage, size and digest are those of its content, not of its pointer. */
const treeEntry = z.union([
  z
    .object({
      type: z.literal('file'),
      path: z.string(),
      size: z.number(),
      oid: z.string(),
      lfs: z.object({ size: z.number(), oid: z.string() }).nullish(),
    })
    .transform(({ path, size, oid, lfs }) => ({ path, size: lfs?.size ?? size, digest: lfs?.oid ?? oid }))
    .pipe(datasetFile),
  z.object({ type: z.literal('directory') }).transform(() => null),
]);

/** One file of a dataset's repository. */
export type DatasetFile = z.infer<typeof datasetFile>;

/**
 * All files of a dataset at a commit, by path. A commit never changes, so what was listed once is not asked for again.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function listDatasetFiles(params: {
  hub: Hub;
  id: string;
  commit: string;
  signal: AbortSignal;
}): Promise<DatasetFile[]> {
  const { hub, id, commit, signal } = params;
  const question = `files of dataset ${id} ${commit}`;
  const known = await recallAnswer(hub, question, z.array(datasetFile));
  if (known !== null) return known;
  const url = `${hub.settings.endpoint}/api/datasets/${id}/tree/${commit}?recursive=true&expand=false`;
  const subject = { repo: id, repoType: 'dataset', revision: commit } as const;
  const { entries, isWhole } = await readListing({ hub, url, form: treeEntry, subject, signal });
  const files = entries.filter((file) => file !== null).sort((a, b) => (a.path < b.path ? -1 : 1));
  // What is remembered of a commit is never asked for again.
  if (isWhole) await rememberAnswer(hub, question, files);
  return files;
}
