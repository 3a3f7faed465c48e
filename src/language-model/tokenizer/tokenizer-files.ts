import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { EncoderConfig, ModelType } from '../repository/encoder-config.ts';
import { tokenizerLimitBytes, vocabularyLimitBytes } from '../repository/file-limits.ts';
import { readJsonFile } from '../repository/read-json-file.ts';
import type { RepositoryFiles } from '../repository/repository-files.ts';

/** A special token: older files write its text, newer ones an object. */
const specialToken = z.union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)]);

/** The settings of tokenizer_config.json that change which tokens a text has. */
export const tokenizerSettings = z.object({
  tokenizer_class: z.string().nullish(),
  do_lower_case: z.boolean().nullish(),
  strip_accents: z.boolean().nullish(),
  tokenize_chinese_chars: z.boolean().nullish(),
  add_prefix_space: z.boolean().nullish(),
  cls_token: specialToken.nullish(),
  sep_token: specialToken.nullish(),
  unk_token: specialToken.nullish(),
  pad_token: specialToken.nullish(),
  mask_token: specialToken.nullish(),
});

/** The settings of tokenizer_config.json that change which tokens a text has. */
export type TokenizerSettings = z.infer<typeof tokenizerSettings>;

/** Where a model's tokenizer lies (absolute paths), and what it is. */
export const tokenizerFiles = z.object({
  /** Repository id, for messages. */
  model: z.string(),
  /** Name of its class in transformers, without `Fast` at its end; null where no file names it. */
  tokenizerClass: z.string().nullable(),
  settings: tokenizerSettings,
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tokenizer-json'), path: z.string() }),
    /** vocab.txt of a BERT tokenizer. */
    z.object({ kind: z.literal('wordpiece'), vocabulary: z.string() }),
    /** vocab.json and merges.txt of a RoBERTa tokenizer. */
    z.object({ kind: z.literal('byte-level-bpe'), vocabulary: z.string(), merges: z.string() }),
  ]),
});

/** Where a model's tokenizer lies, and what it is. */
export type TokenizerFiles = z.infer<typeof tokenizerFiles>;

/** The tokenizer that transformers takes for a model type where no file names one. */
const usualClasses: Record<ModelType, string> = {
  bert: 'BertTokenizer',
  roberta: 'RobertaTokenizer',
  'xlm-roberta': 'XLMRobertaTokenizer',
  camembert: 'CamembertTokenizer',
  distilbert: 'DistilBertTokenizer',
  electra: 'ElectraTokenizer',
  mpnet: 'MPNetTokenizer',
};

/** Tokenizers of BERT's kind: a BertNormalizer, words, WordPiece. */
export const wordPieceClasses = ['BertTokenizer', 'DistilBertTokenizer', 'ElectraTokenizer', 'MPNetTokenizer'];

/**
 * Finds the files of a model's tokenizer: tokenizer.json, else the vocabulary of a class whose rules are known here.
 *
 * @throws {ProblemError} model-no-tokenizer, model-unsupported-tokenizer, model-bad-config
 */
export async function findTokenizer(files: RepositoryFiles, config: EncoderConfig): Promise<TokenizerFiles> {
  const settings = (await readJsonFile(files, 'tokenizer_config.json', tokenizerSettings)) ?? {};
  const named = settings.tokenizer_class ?? config.tokenizerClass ?? usualClasses[config.modelType];
  const tokenizerClass = named.replace(/Fast$/, '');
  return { model: files.id, tokenizerClass, settings, source: await findSource(files, tokenizerClass) };
}

async function findSource(files: RepositoryFiles, tokenizerClass: string): Promise<TokenizerFiles['source']> {
  const path = await files.path('tokenizer.json', tokenizerLimitBytes);
  if (path !== null) return { kind: 'tokenizer-json', path };
  if (wordPieceClasses.includes(tokenizerClass)) {
    return { kind: 'wordpiece', vocabulary: await needed(files, 'vocab.txt') };
  }
  if (tokenizerClass === 'RobertaTokenizer') {
    const vocabulary = await needed(files, 'vocab.json');
    return { kind: 'byte-level-bpe', vocabulary, merges: await needed(files, 'merges.txt') };
  }
  const model = files.id;
  throw new ProblemError({ area: 'language-model', code: 'model-unsupported-tokenizer', model, tokenizerClass });
}

async function needed(files: RepositoryFiles, file: string): Promise<string> {
  const path = await files.path(file, vocabularyLimitBytes);
  if (path !== null) return path;
  throw new ProblemError({ area: 'language-model', code: 'model-no-tokenizer', model: files.id, missing: file });
}
