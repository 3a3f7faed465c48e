import { modelInfo as requestModelInfo } from '@huggingface/hub';
import * as z from 'zod';
import { modelPageId } from '../protocol/hub-address.ts';
import { isRepositoryId } from '../protocol/repository-id.ts';
import { cacheMayAnswer } from './cache/cache-may-answer.ts';
import { isCommit } from './cache/layout.ts';
import { recallAnswer, rememberAnswer } from './cache/remembered-answers.ts';
import { cachedModel } from './cached-models.ts';
import type { Hub } from './hub.ts';
import { tellLastKnown } from './last-known.ts';
import { checkRepositoryId } from './repository-id.ts';
import { packageFetch } from './requests/package-fetch.ts';
import { readableAnswer } from './requests/readable-answer.ts';

const modelFacts = z.object({
  /** Canonical id: what the repository is called now. */
  id: z.string().refine(isRepositoryId),
  /** Commit of the revision asked for. */
  sha: z.string().refine(isCommit),
  tags: z.array(z.string()),
  /** Paths of its files. From the cache alone: of those that are there. */
  files: z.array(z.string()),
});

/** What the Hub says of one model. */
export type ModelFacts = z.infer<typeof modelFacts>;

/**
 * Asks the Hub for a model: its canonical id (old and short names are redirected), commit, tags and files. Offline or without an
 * answer, what it said last; where the cache holds another commit, or the Hub was never asked, what the cache holds.
 *
 * @param params.id repository id, or the URL of its page
 * @param params.revision branch, tag or commit. Default: the head
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function modelInfo(params: {
  hub: Hub;
  id: string;
  revision?: string;
  signal: AbortSignal;
}): Promise<ModelFacts> {
  const { hub, revision = 'HEAD', signal } = params;
  const id = modelPageId(params.id, hub.settings.endpoint) ?? params.id;
  checkRepositoryId(id);
  const question = `model ${id} ${revision}`;
  const remembered = await recallAnswer(hub, question, modelFacts);
  const known = revision === 'HEAD' ? await preferCached(hub, id, remembered) : remembered;
  try {
    const facts = await ask({ hub, id, revision, signal, cacheCanAnswer: known !== null });
    await rememberAnswer(hub, question, facts);
    return facts;
  } catch (error) {
    if (known === null || !cacheMayAnswer(error)) throw error;
    hub.log('info', `the Hub does not answer: using what is known of ${id}`);
    tellLastKnown(hub, error);
    return known;
  }
}

async function preferCached(hub: Hub, id: string, remembered: ModelFacts | null): Promise<ModelFacts | null> {
  const cached = await cachedModel(hub, remembered?.id ?? id);
  if (cached === null || cached.sha === remembered?.sha) return remembered;
  return { ...cached, tags: remembered?.tags ?? [] };
}

function ask(params: {
  hub: Hub;
  id: string;
  revision: string;
  signal: AbortSignal;
  cacheCanAnswer: boolean;
}): Promise<ModelFacts> {
  const { hub, id, revision, signal, cacheCanAnswer } = params;
  return readableAnswer(`${hub.settings.endpoint}/api/models/${id}`, async () => {
    const info = await requestModelInfo({
      name: id,
      revision,
      additionalFields: ['sha', 'tags', 'filePaths'],
      hubUrl: hub.settings.endpoint,
      fetch: packageFetch(hub, { subject: { repo: id, repoType: 'model', revision }, signal, cacheCanAnswer }),
    });
    return modelFacts.parse({ id: info.name, sha: info.sha, tags: info.tags ?? [], files: info.filePaths ?? [] });
  });
}
