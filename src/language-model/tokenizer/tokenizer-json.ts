import * as z from 'zod';

/** A step of a tokenizer, told apart by its type; what else it holds is the library's to check. */
export const step = z.looseObject({ type: z.string() });

/** A step of a tokenizer. */
export type Step = z.infer<typeof step>;

/** A piece of text that is a token by itself, and where it is looked for: see `added-tokens.ts`. */
export const addedToken = z.looseObject({
  id: z.number().int().nonnegative(),
  content: z.string(),
  special: z.boolean().optional(),
  /** Matched against the normalized text; by default those that are not special. */
  normalized: z.boolean().optional(),
  /** Not within a word. */
  single_word: z.boolean().optional(),
  /** Takes the spaces on its left and right. */
  lstrip: z.boolean().optional(),
  rstrip: z.boolean().optional(),
});

/** An entry of `added_tokens`. */
export type AddedToken = z.infer<typeof addedToken>;

/**
 * tokenizer.json, as far as it is looked into here (huggingface.co/docs/tokenizers, "Components"). Vocabularies of hundreds of thousands
 * of entries are not walked through: every id that comes out of them is checked before it is used.
 */
export const tokenizerJson = z.object({
  added_tokens: z.array(addedToken).default([]),
  normalizer: step.nullish().transform((value) => value ?? null),
  pre_tokenizer: step.nullish().transform((value) => value ?? null),
  post_processor: step.nullish().transform((value) => value ?? null),
  decoder: step.nullish().transform((value) => value ?? null),
  model: z.looseObject({ type: z.string().optional(), vocab: z.unknown() }),
});

/** The content of tokenizer.json. */
export type TokenizerJson = z.infer<typeof tokenizerJson>;
