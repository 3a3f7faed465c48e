import * as z from 'zod';

const error = z.number().nonnegative();

/** What a reader of a training report should know about the map: a closed union, told apart by `code`. */
export const trainingWarning = z.discriminatedUnion('code', [
  /** The map is fitted on its task's own texts alone. On other texts, those that a ranking applies it to, it may be worse than no map. */
  z.object({ code: z.literal('training-own-texts-only'), detail: z.object({ source: z.string() }) }),
  /** On rows that were left out the map is no better than "nothing changed". `source`: those of one source; null: all together. */
  z.object({
    code: z.literal('training-no-better-than-identity'),
    detail: z.object({ source: z.string().nullable(), error, identityError: error }),
  }),
  /** The tuned model gives the embeddings of the base model. */
  z.object({ code: z.literal('training-nothing-changed'), detail: z.object({ base: z.string(), tuned: z.string() }) }),
  /** Rows that were left out because their text came before, in the same source or another. */
  z.object({ code: z.literal('training-texts-repeated'), detail: z.object({ rows: z.int().positive() }) }),
  /** Rows of a file of embeddings that were left out because their embeddings before fine-tuning came before. */
  z.object({
    code: z.literal('training-rows-repeated'),
    detail: z.object({ file: z.string(), rows: z.int().positive() }),
  }),
  /**
   * The two models may have been named the wrong way round. `by`: the base model has a head for a task, which the tuned one has not; or it says that it was
   * loaded from the tuned one. `found`: the architecture, or the name.
   */
  z.object({
    code: z.literal('training-models-swapped'),
    detail: z.object({ base: z.string(), tuned: z.string(), by: z.enum(['head', 'name']), found: z.string() }),
  }),
  /** The map names a folder as its base model, so that nobody else finds it. */
  z.object({ code: z.literal('training-base-is-folder'), detail: z.object({ base: z.string() }) }),
]);

/** A warning about a map that was made. */
export type TrainingWarning = z.infer<typeof trainingWarning>;
