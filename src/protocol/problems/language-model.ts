import { z } from 'zod';

const area = z.literal('language-model');

/** What can be wrong with a base language model: its configuration, tokenizer or weights. */
export const languageModelProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('model-no-pooler'), model: z.string() }),
]);

/** A problem of the base language model. */
export type LanguageModelProblem = z.infer<typeof languageModelProblem>;
