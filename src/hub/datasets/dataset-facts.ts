import { datasetInfo } from '@huggingface/hub';
import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';
import { cacheMayAnswer } from '../cache/cache-may-answer.ts';
import { isCommit } from '../cache/layout.ts';
import { recallAnswer, rememberAnswer } from '../cache/remembered-answers.ts';
import type { Hub } from '../hub.ts';
import { tellLastKnown } from '../last-known.ts';
import { checkRepositoryId } from '../repository-id.ts';
import { packageFetch } from '../requests/package-fetch.ts';
import { readableAnswer } from '../requests/readable-answer.ts';
import { cardConfig, configsOfCard } from './card-configs.ts';
import { cardFeatures, featuresOfCard } from './card-features.ts';

/** Branch on which the Hub keeps what it converted to Parquet (Hub docs, "List Parquet files"). */
export const convertedBranch = 'refs/convert/parquet';

const commit = z.string().refine(isCommit);

const datasetFacts = z.object({
  /** Canonical id: what the repository is called now. */
  id: z.string().refine(isRepositoryId),
  /** Commit of the head. */
  sha: commit,
  disabled: z.boolean(),
  /** What the front matter of its README says of configs and their files. */
  configs: z.array(cardConfig),
  /** And of their columns. */
  features: z.array(cardFeatures),
  /** Commit of the branch with the conversion to Parquet; null where there is none. */
  convertedSha: commit.nullable(),
});

/** What the Hub says of one dataset. */
export type DatasetFacts = z.infer<typeof datasetFacts>;

interface Asked {
  hub: Hub;
  id: string;
  signal: AbortSignal;
}

/**
 * Asks the Hub for a dataset, in two requests. Old and short names are redirected. Offline or without an answer, what it said last.
 *
 * @throws {ProblemError} hub-disabled; a problem of the Hub, run-cancelled
 */
export async function askForDataset(asked: Asked): Promise<DatasetFacts> {
  const { hub, id } = asked;
  checkRepositoryId(id);
  const question = `dataset ${id}`;
  const remembered = await recallAnswer(hub, question, datasetFacts);
  try {
    const facts = await ask({ ...asked, cacheCanAnswer: remembered !== null });
    await rememberAnswer(hub, question, facts);
    return facts;
  } catch (error) {
    if (remembered === null || !cacheMayAnswer(error)) throw error;
    hub.log('info', `the Hub does not answer: using what is known of the dataset ${id}`);
    tellLastKnown(hub, error);
    return remembered;
  }
}

async function ask(asked: Asked & { cacheCanAnswer: boolean }): Promise<DatasetFacts> {
  const head = await revisionOf(asked, 'HEAD');
  if (head.disabled) throw new ProblemError({ area: 'hub', code: 'hub-disabled', repo: head.id });
  return { ...head, convertedSha: await convertedCommit({ ...asked, id: head.id }) };
}

async function convertedCommit(asked: Asked & { cacheCanAnswer: boolean }): Promise<string | null> {
  try {
    return (await revisionOf(asked, convertedBranch)).sha;
  } catch (error) {
    if (isMissingRevision(error)) return null;
    throw error;
  }
}

function isMissingRevision(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { problem } = error;
  return problem.code === 'hub-revision-not-found' || (problem.code === 'hub-refused' && problem.status === 404);
}

function revisionOf({ hub, id, signal, cacheCanAnswer }: Asked & { cacheCanAnswer: boolean }, revision: string) {
  return readableAnswer(`${hub.settings.endpoint}/api/datasets/${id}`, async () => {
    const info = await datasetInfo({
      name: id,
      revision,
      additionalFields: ['sha', 'cardData', 'disabled'],
      hubUrl: hub.settings.endpoint,
      fetch: packageFetch(hub, { subject: { repo: id, repoType: 'dataset', revision }, signal, cacheCanAnswer }),
    });
    return datasetFacts.omit({ convertedSha: true }).parse({
      id: info.name,
      sha: info.sha,
      disabled: info.disabled ?? false,
      configs: configsOfCard(info.cardData),
      features: featuresOfCard(info.cardData),
    });
  });
}
