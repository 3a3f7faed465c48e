import { listFiles } from '@huggingface/hub';
import * as z from 'zod';
import { recallAnswer, rememberAnswer } from '../cache/remembered-answers.ts';
import { isBlobName } from '../download/blob-digest.ts';
import type { Hub } from '../hub.ts';
import { packageFetch } from '../requests/package-fetch.ts';
import { readableAnswer } from '../requests/readable-answer.ts';

const datasetFile = z.object({
  path: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Of its content: sha256 for files in large file storage, else git's sha1. */
  digest: z.string().refine(isBlobName),
});

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
  const files = await readableAnswer(`${hub.settings.endpoint}/api/datasets/${id}/tree/${commit}`, async () => {
    const listed: DatasetFile[] = [];
    const entries = listFiles({
      repo: { type: 'dataset', name: id },
      revision: commit,
      recursive: true,
      hubUrl: hub.settings.endpoint,
      fetch: packageFetch(hub, { subject: { repo: id, repoType: 'dataset', revision: commit }, signal }),
    });
    for await (const { type, path, size, oid, lfs } of entries) {
      if (type === 'file') listed.push(datasetFile.parse({ path, size: lfs?.size ?? size, digest: lfs?.oid ?? oid }));
    }
    return listed.sort((a, b) => (a.path < b.path ? -1 : 1));
  });
  await rememberAnswer(hub, question, files);
  return files;
}
