import { listModels as listModelPages } from '@huggingface/hub';
import * as z from 'zod';
import { isRepositoryId } from '../protocol/repository-id.ts';
import { cacheMayAnswer, isUnanswered } from './cache/cache-may-answer.ts';
import { isCommit } from './cache/layout.ts';
import { recallAnswer, rememberAnswer } from './cache/remembered-answers.ts';
import { withCachedCommits } from './cached-models.ts';
import type { Hub } from './hub.ts';
import { tellLastKnown } from './last-known.ts';
import { packageFetch } from './requests/package-fetch.ts';
import { readableAnswer } from './requests/readable-answer.ts';

const listedModel = z.object({
  /** Repository id. */
  id: z.string().refine(isRepositoryId),
  /** Commit of its head. */
  sha: z.string().refine(isCommit),
  tags: z.array(z.string()),
  downloads: z.number(),
  likes: z.number(),
  /** ISO 8601; null where the Hub does not say. */
  lastModified: z.string().nullable(),
});

/** A model as a listing of the Hub shows it. */
export type ListedModel = z.infer<typeof listedModel>;

/** How often a listing is begun again when a page after the first fails for good: its cursor cannot be used again. */
const tries = 2;

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
  const { hub, tags, limit = 'all' } = params;
  const question = `${limit} models ${[...tags].sort().join(' ')}`;
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

/** A listing, and whether the last one can stand in for it. */
type NewListing = Listing & { cacheCanAnswer: boolean };

async function listAnew(listing: NewListing): Promise<ListedModel[]> {
  for (let attempt = 1; ; attempt++) {
    const models = new Map<string, ListedModel>();
    try {
      await readableAnswer(`${listing.hub.settings.endpoint}/api/models`, () => readPages(listing, models));
      return [...models.values()];
    } catch (error) {
      if (!isUnanswered(error) || models.size === 0 || attempt === tries) throw error;
    }
  }
}

async function readPages(listing: NewListing, models: Map<string, ListedModel>): Promise<void> {
  const { hub, tags, limit, signal, cacheCanAnswer } = listing;
  const pages = listModelPages({
    search: { tags },
    additionalFields: ['sha', 'tags'],
    hubUrl: hub.settings.endpoint,
    fetch: packageFetch(hub, { subject: null, signal, cacheCanAnswer }),
    ...(limit === undefined ? {} : { limit }),
  });
  for await (const entry of pages) {
    const model = listedModel.safeParse({
      id: entry.name,
      sha: entry.sha,
      tags: entry.tags ?? [],
      downloads: entry.downloads ?? 0,
      likes: entry.likes ?? 0,
      lastModified: Number.isNaN(entry.updatedAt.getTime()) ? null : entry.updatedAt.toISOString(),
    });
    if (model.success) models.set(model.data.id, model.data);
    else hub.log('warn', `an entry of the listing cannot be read: ${z.prettifyError(model.error)}`);
  }
}
