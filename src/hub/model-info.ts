import { modelInfo as requestModelInfo } from '@huggingface/hub';
import { z } from 'zod';
import { apiFetch } from './api-fetch.ts';
import { throwIfCancelled } from './cancelled.ts';
import type { Hub } from './hub.ts';
import { isUnanswered } from './is-unanswered.ts';
import { readableAnswer } from './readable-answer.ts';
import { recallAnswer, rememberAnswer } from './remembered-answers.ts';
import { checkRepositoryId } from './repository-id.ts';

const modelFacts = z.object({
  /** Canonical id: what the repository is called now. */
  id: z.string(),
  /** Commit of the revision asked for. */
  sha: z.string(),
  tags: z.array(z.string()),
  /** Paths of its files. */
  files: z.array(z.string()),
});

/** What the Hub says of one model. */
export type ModelFacts = z.infer<typeof modelFacts>;

/**
 * Asks the Hub for a model: its canonical id (old and short names are redirected), commit, tags and files. Offline or without an
 * answer, what it said last.
 *
 * @param params.revision branch, tag or commit. Default: the head
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function modelInfo(params: {
  hub: Hub;
  id: string;
  revision?: string;
  signal: AbortSignal;
}): Promise<ModelFacts> {
  const { hub, id, revision = 'HEAD', signal } = params;
  checkRepositoryId(id);
  const question = `model ${id} ${revision}`;
  try {
    const facts = await ask(hub, id, revision, signal);
    await rememberAnswer(hub, question, facts);
    return facts;
  } catch (error) {
    throwIfCancelled(signal);
    const remembered = isUnanswered(error) ? await recallAnswer(hub, question, modelFacts) : null;
    if (remembered === null) throw error;
    hub.log('info', `the Hub does not answer: using what it last said of ${id}`);
    return remembered;
  }
}

function ask(hub: Hub, id: string, revision: string, signal: AbortSignal): Promise<ModelFacts> {
  return readableAnswer(`${hub.settings.endpoint}/api/models/${id}`, async () => {
    const info = await requestModelInfo({
      name: id,
      revision,
      additionalFields: ['sha', 'tags', 'filePaths'],
      hubUrl: hub.settings.endpoint,
      fetch: apiFetch(hub, { repo: id, repoType: 'model', revision }, signal),
    });
    return modelFacts.parse({ id: info.name, sha: info.sha, tags: info.tags ?? [], files: info.filePaths ?? [] });
  });
}
