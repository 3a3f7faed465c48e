import * as z from 'zod';
import type { FoundDataset } from '../../protocol/hub-dataset.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';
import type { Hub } from '../hub.ts';
import { readListing } from '../requests/read-listing.ts';

/** Nobody reads a longer list; who does not find it there writes one letter more. */
const limit = 30;

/** What to look for where nothing is written yet: datasets that this program is for. */
const usualTags = ['task_categories:text-classification'];

const expandedFields = ['downloads', 'gated', 'private', 'tags'];

const entry = z.object({
  id: z.string().refine(isRepositoryId),
  downloads: z.number().catch(0),
  gated: z.union([z.boolean(), z.string()]).catch(false),
  private: z.boolean().catch(false),
  tags: z.array(z.string()).catch([]),
});

/**
 * The datasets whose names hold a text, the most downloaded first, at most 30; without a text, those for classification.
 * The answer is not remembered.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function searchDatasets(params: { hub: Hub; text: string; signal: AbortSignal }): Promise<FoundDataset[]> {
  const { hub, text, signal } = params;
  const words = text.trim();
  const query = new URLSearchParams({ limit: String(limit), sort: 'downloads' });
  if (words !== '') query.set('search', words);
  else for (const tag of usualTags) query.append('filter', tag);
  for (const field of expandedFields) query.append('expand', field);
  const url = `${hub.settings.endpoint}/api/datasets?${query}`;
  // Somebody waits who can write the name instead: a Hub that is down is soon given up.
  const request = { hub, url, form: entry, subject: null, signal, cacheCanAnswer: true, limit };
  return (await readListing(request)).entries.map(foundOf);
}

function foundOf({ id, downloads, gated, private: isPrivate, tags }: z.infer<typeof entry>): FoundDataset {
  const [size = null] = valuesOf(tags, 'size_categories');
  const languages = valuesOf(tags, 'language');
  return { id, downloads, gated: gated !== false, private: isPrivate, languages, size };
}

function valuesOf(tags: readonly string[], kind: string): string[] {
  return tags.filter((tag) => tag.startsWith(`${kind}:`)).map((tag) => tag.slice(kind.length + 1));
}
