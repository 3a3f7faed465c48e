import { listModels as listModelPages } from '@huggingface/hub';
import { z } from 'zod';
import { apiFetch } from './api-fetch.ts';
import { throwIfCancelled } from './cancelled.ts';
import type { Hub } from './hub.ts';
import { isUnanswered } from './is-unanswered.ts';
import { readableAnswer } from './readable-answer.ts';
import { recallAnswer, rememberAnswer } from './remembered-answers.ts';

const listedModel = z.object({
  /** Repository id. */
  id: z.string(),
  /** Commit of its head. */
  sha: z.string(),
  tags: z.array(z.string()),
  downloads: z.number(),
  likes: z.number(),
});

/** A model as a listing of the Hub shows it. */
export type ListedModel = z.infer<typeof listedModel>;

/** How often a listing is begun again when one of its pages fails for good. */
const tries = 2;

/**
 * The models that carry all of the tags, each once: 500 a request. Offline or without an answer, what the last listing held.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function listModels(params: { hub: Hub; tags: string[]; signal: AbortSignal }): Promise<ListedModel[]> {
  const { hub, tags, signal } = params;
  const question = `models ${[...tags].sort().join(' ')}`;
  try {
    const models = await listAnew(hub, tags, signal);
    await rememberAnswer(hub, question, models);
    return models;
  } catch (error) {
    throwIfCancelled(signal);
    const remembered = isUnanswered(error) ? await recallAnswer(hub, question, z.array(listedModel)) : null;
    if (remembered === null) throw error;
    hub.log('info', 'the Hub does not answer: using its last listing');
    return remembered;
  }
}

async function listAnew(hub: Hub, tags: string[], signal: AbortSignal): Promise<ListedModel[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await listOnce(hub, tags, signal);
    } catch (error) {
      if (hub.settings.offline || !isUnanswered(error) || attempt === tries) throw error;
    }
  }
}

function listOnce(hub: Hub, tags: string[], signal: AbortSignal): Promise<ListedModel[]> {
  return readableAnswer(`${hub.settings.endpoint}/api/models`, async () => {
    const models = new Map<string, ListedModel>();
    const pages = listModelPages({
      search: { tags },
      additionalFields: ['sha', 'tags'],
      hubUrl: hub.settings.endpoint,
      fetch: apiFetch(hub, null, signal),
    });
    for await (const { name, sha, tags: ownTags, downloads, likes } of pages) {
      models.set(
        name,
        listedModel.parse({ id: name, sha, tags: ownTags ?? [], downloads: downloads ?? 0, likes: likes ?? 0 }),
      );
    }
    return [...models.values()];
  });
}
