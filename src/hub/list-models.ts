import * as z from 'zod';
import { isRepositoryId } from '../protocol/repository-id.ts';
import { cacheMayAnswer } from './cache/cache-may-answer.ts';
import { isCommit } from './cache/layout.ts';
import { recallAnswer, rememberAnswer } from './cache/remembered-answers.ts';
import { withCachedCommits } from './cached-models.ts';
import type { Hub } from './hub.ts';
import { tellLastKnown } from './last-known.ts';
import { readListing } from './requests/read-listing.ts';

/** The Hub's own tags are under 100 letters; most repositories have under 50 of them, those of hundreds of languages some more. */
const tags = z.array(z.string().max(1_000)).max(5_000);

const count = z.number().nullish();

const listedModel = z.object({
  /** Repository id. */
  id: z.string().refine(isRepositoryId),
  /** Commit of its head. */
  sha: z.string().refine(isCommit),
  tags: tags.nullish().transform((value) => value ?? []),
  downloads: count.transform((value) => value ?? 0),
  likes: count.transform((value) => value ?? 0),
  /** ISO 8601; null where the Hub does not say. */
  lastModified: z.string().nullish().transform(isoTime),
});

/** A model as a listing of the Hub shows it. */
export type ListedModel = z.infer<typeof listedModel>;

/** Models of a page; the Hub gives no more. */
const pageSize = 500;

const expandedFields = ['sha', 'tags', 'downloads', 'likes', 'lastModified'];

interface Listing {
  hub: Hub;
  tags: string[];
  limit?: number;
  signal: AbortSignal;
}

/**
 * The models that carry all of the tags, each once: 500 a request. Offline or without an answer, what the last listing held, each
 * at the commit that the cache holds where it holds another one.
 *
 * @param params.limit at most so many. Default: all
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function listModels(params: Listing): Promise<ListedModel[]> {
  const { hub, limit = 'all' } = params;
  const question = `${limit} models ${[...params.tags].sort().join(' ')}`;
  const remembered = await recallAnswer(hub, question, z.array(listedModel));
  try {
    const models = await listAnew({ ...params, cacheCanAnswer: remembered !== null });
    await rememberAnswer(hub, question, models);
    return models;
  } catch (error) {
    if (remembered === null || !cacheMayAnswer(error)) throw error;
    hub.log('info', 'the Hub does not answer: using its last listing');
    tellLastKnown(hub, error);
    return withCachedCommits(hub, remembered);
  }
}

async function listAnew(listing: Listing & { cacheCanAnswer: boolean }): Promise<ListedModel[]> {
  const { hub, limit, signal, cacheCanAnswer } = listing;
  const bound = limit === undefined ? {} : { limit };
  const url = listingUrl(listing);
  const { entries } = await readListing({
    hub,
    url,
    form: listedModel,
    subject: null,
    signal,
    cacheCanAnswer,
    ...bound,
  });
  return [...new Map(entries.map((model) => [model.id, model])).values()];
}

function listingUrl({ hub, tags: wanted, limit = pageSize }: Listing): string {
  const query = new URLSearchParams({ limit: String(Math.min(limit, pageSize)) });
  for (const tag of wanted) query.append('filter', tag);
  for (const field of expandedFields) query.append('expand', field);
  return `${hub.settings.endpoint}/api/models?${query}`;
}

function isoTime(text: string | null | undefined): string | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
