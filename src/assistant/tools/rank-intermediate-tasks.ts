import * as z from 'zod';
import { look, type RankRequest, task } from '../../protocol/rank-request.ts';
import { type RankingDocument, rankingDocument } from '../../ranking/document.ts';
import { answerSentence } from '../../ranking/sentences/answer.ts';
import { datasetArguments, filterArgument, hubModel, shortText } from '../arguments.ts';
import type { KeptResult } from '../kept-results.ts';
import { namedDataset } from '../named-dataset.ts';
import { rankingText } from '../ranking-text.ts';
import { shortRanking } from '../short-ranking.ts';
import { defineTool } from '../tool.ts';

/** What the tool takes; the editor reads it, too, to say what a person is asked to agree to. */
export const rankArguments = z.strictObject({
  ...datasetArguments,
  model: hubModel,
  textColumns: z
    .array(shortText)
    .min(1)
    .max(20)
    .optional()
    .describe('Columns of the text, joined in this order. Inferred where left out.'),
  labelColumn: shortText.optional().describe('Column of the label. Inferred where left out.'),
  task: task.optional().describe('Inferred from the labels where left out.'),
  examples: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Rows to sample. Default: all usable rows up to 1,000; of more, 1,000.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .optional()
    .describe('Seed of the sample. Default: 42.'),
  maxEsms: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      'At most so many Embedding Space Maps, those that fit the dataset best first. Default: all that the model has, which may be a large download.',
    ),
  filter: filterArgument.optional(),
  look: look
    .optional()
    .describe(
      'How maps are fetched: "all", whole; or "first", a first look at an eighth of each, and those whole that may be among the best. Default: whole, or a first look where whole is more than 500 MB.',
    ),
  cachedOnly: z.boolean().optional().describe('Only maps that are on this machine already; downloads no map.'),
  top: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .describe('Rows of the ranking in the answer; the whole of it is a resource.'),
});

const rankAnswer = z.object({
  ranking: z.string().describe('Name of the ranking for the other tools.'),
  resource: z.string().nullable().describe('URI of the resource that holds the whole ranking document.'),
  answer: z.string().describe('The verdict in sentences, with how sure it is.'),
  shown: z.int(),
  total: z.int(),
  document: rankingDocument.describe('The ranking document without what `shown` of `total` leaves out.'),
});

/** Ranks intermediate tasks for a dataset. */
export const rankIntermediateTasks = defineTool({
  name: 'rank_intermediate_tasks',
  title: 'Rank intermediate tasks',
  description:
    'Ranks public datasets (intermediate tasks) by how much fine-tuning a language model on them first is likely to help before it is fine-tuned on the labelled texts of a file or a dataset on the Hugging Face Hub, and says how sure that is. Use it before fine-tuning on few labelled rows (about 50 to 5,000). Takes from seconds to some minutes. Texts and labels stay on this machine; base model and maps are downloaded, and a person is asked where that is more than 500 MB.',
  isOnline: true,
  input: rankArguments,
  output: rankAnswer,
  async answer({ top, dataset, seed, cachedOnly = false, ...options }, context) {
    const { engine, results, signal, onProgress, confirmDownload } = context;
    const named = await namedDataset(dataset, context);
    const defaults: Pick<RankRequest, 'variant'> = { variant: 'evidence' };
    const seeded = seed === undefined ? {} : { seed: String(seed) };
    const request: RankRequest = { ...defaults, ...options, ...named, ...seeded, cachedOnly };
    const document = await engine.rank(request, { signal, onProgress, confirmDownload });
    const whole = results.keepRanking(document);
    return {
      text: rankingText(document, whole, top),
      facts: factsOf(document, whole, top),
      whole: [whole],
    };
  },
});

function factsOf(document: RankingDocument, { name, uri }: KeptResult, top: number) {
  const short = shortRanking(document, top);
  return {
    ranking: name,
    resource: uri,
    answer: answerSentence(document),
    shown: short.tasks.length,
    total: document.tasks.length,
    document: short,
  };
}
