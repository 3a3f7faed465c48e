import * as z from 'zod';
import { parseJson } from '../json/parse-json.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmProblem } from '../protocol/problems/esm.ts';
import { configLimitBytes } from './file-limits.ts';

/** Everything that takes a field (names of columns, filters, tables) is made for names, not for books. */
const text = z.string().max(1_000);

const texts = z.union([text, z.array(text).max(1_000)], {
  error: 'expected a text, or a list of at most 1,000 of them',
});

/** Fields that only programs like this one write: where they are of another form, they say nothing. */
const ownNumber = z.number().nullish().catch(null);

/** Texts that a map was fitted on: the task's own, or others beside them. */
const source = z.object({
  source: text,
  column: text.nullish(),
  rows: z.number().int().nonnegative(),
  /** Share of the whole, 0 to 1. */
  weight: z.number().nullish(),
  mse: z.number().nullish(),
  mse_identity: z.number().nullish(),
});

/**
 * Fields of config.json of a map, under the names of the reference (its versions 0.1.0, 0.2.0 and older ones) as found in the wild, and
 * of the exact solution. Unknown fields are ignored: newer files carry a whole transformers configuration besides.
 */
export const esmConfigFile = z.object({
  base_model_name: text.nullish(),
  task_id: text.nullish(),
  task_subset: text.nullish(),
  task_split: text.nullish(),
  text_column: texts.nullish(),
  label_column: text.nullish(),
  num_examples: z.number().int().nonnegative().nullish(),
  language: texts.nullish(),
  esm_architecture: text.nullish(),
  /** Stated only; what counts are the shapes of the weights. */
  esm_embedding_dim: ownNumber,
  seed: z.number().nullish(),
  streamed: z.boolean().nullish(),
  version: text.nullish(),
  developers: z.string().max(10_000).nullish(),
  lm_num_epochs: z.number().nullish(),
  lm_batch_size: z.number().nullish(),
  lm_learning_rate: z.number().nullish(),
  lm_weight_decay: z.number().nullish(),
  lm_optimizer: text.nullish(),
  esm_num_epochs: z.number().nullish(),
  esm_batch_size: z.number().nullish(),
  esm_learning_rate: z.number().nullish(),
  esm_weight_decay: z.number().nullish(),
  esm_optimizer: text.nullish(),
  /** How the map was solved, where it was not trained: `ridge`. */
  esm_solver: text.nullish().catch(null),
  esm_ridge_lambda: ownNumber,
  /** Leave-one-out error, mean over rows and dimensions; that of no map at all; and the share of the latter that the map explains. */
  esm_mse: ownNumber,
  esm_mse_identity: ownNumber,
  esm_r2: ownNumber,
  esm_sources: z.array(source).max(1_000).nullish().catch(null),
});

/** What config.json of a map holds, of what is read here. */
export type EsmConfigFile = z.infer<typeof esmConfigFile>;

/** The same of a map that is written: it names its base model and its task. Fields that are left out or null are not known. */
export type NewEsmConfig = Partial<EsmConfigFile> & { base_model_name: string; task_id: string };

/**
 * Reads config.json of a map, whatever it names.
 *
 * @throws {ProblemError} esm-config-not-json, esm-config-shape
 */
export function parseConfigFile(repo: string, text: string): EsmConfigFile {
  const result = esmConfigFile.safeParse(parseConfigJson(repo, text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const problem: EsmProblem = {
    area: 'esm',
    code: 'esm-config-shape',
    repo,
    field: issue?.path.join('.') ?? '',
    reason: issue?.message ?? 'unknown',
  };
  throw new ProblemError(problem, { cause: result.error });
}

/**
 * All that config.json of a map holds.
 *
 * @throws {ProblemError} esm-config-not-json
 */
export function parseConfigJson(repo: string, text: string): unknown {
  try {
    return parseJson(text, { maxBytes: configLimitBytes });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'esm', code: 'esm-config-not-json', repo, reason }, { cause });
  }
}
