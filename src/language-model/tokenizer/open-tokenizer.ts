import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { parseJson } from '../../json/parse-json.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { LanguageModelProblem } from '../../protocol/problems/language-model.ts';
import { tokenizerLimitBytes, tokenizerMaxValues, vocabularyLimitBytes } from '../repository/file-limits.ts';
import { TextTokenizer } from './text-tokenizer.ts';
import { TimeLimitError } from './time-limit.ts';
import { type TokenizerFiles, type TokenizerSettings, wordPieceClasses } from './tokenizer-files.ts';
import { type TokenizerJson, tokenizerJson } from './tokenizer-json.ts';
import { byteLevelTokenizer, wordPieceTokenizer } from './vocabulary-tokenizers.ts';

const tokenizerLimits = { maxBytes: tokenizerLimitBytes, maxValues: tokenizerMaxValues };
const vocabularyLimits = { maxBytes: vocabularyLimitBytes };

const vocabularyJson = z.record(z.string(), z.number().int().nonnegative());

/**
 * Reads a tokenizer from its files.
 *
 * @throws {ProblemError} model-bad-tokenizer, model-slow-tokenizer
 */
export async function openTokenizer(files: TokenizerFiles): Promise<TextTokenizer> {
  try {
    return new TextTokenizer(await readTokenizer(files));
  } catch (cause) {
    throw new ProblemError(tokenizerProblem(files.model, cause), { cause });
  }
}

/** What went wrong with a tokenizer, while it was opened or at a text. */
export function tokenizerProblem(model: string, cause: unknown): LanguageModelProblem {
  const area = 'language-model';
  if (cause instanceof TimeLimitError) {
    return { area, code: 'model-slow-tokenizer', model, seconds: cause.seconds };
  }
  const reason =
    cause instanceof z.ZodError ? firstIssue(cause) : cause instanceof Error ? cause.message : String(cause);
  return { area, code: 'model-bad-tokenizer', model, reason };
}

async function readTokenizer({ source, tokenizerClass, settings }: TokenizerFiles): Promise<TokenizerJson> {
  switch (source.kind) {
    case 'tokenizer-json': {
      const json = tokenizerJson.parse(parseJson(await readFile(source.path), tokenizerLimits));
      return withSettings(json, tokenizerClass, settings);
    }
    case 'wordpiece':
      return wordPieceTokenizer(await readFile(source.vocabulary, 'utf8'), tokenizerClass, settings);
    case 'byte-level-bpe': {
      const vocabulary = vocabularyJson.parse(parseJson(await readFile(source.vocabulary), vocabularyLimits));
      return byteLevelTokenizer(vocabulary, await readFile(source.merges, 'utf8'), settings);
    }
  }
}

/**
 * transformers 4 holds tokenizer.json against the settings of its BERT-like and RoBERTa-like tokenizers, and where they differ the settings
 * win (`tokenization_bert_fast.py`, `tokenization_roberta_fast.py`). A setting that the file leaves out says nothing here.
 */
function withSettings(json: TokenizerJson, tokenizerClass: string | null, settings: TokenizerSettings): TokenizerJson {
  const { normalizer, pre_tokenizer } = json;
  if (normalizer?.type === 'BertNormalizer' && wordPieceClasses.includes(tokenizerClass ?? '')) {
    return { ...json, normalizer: { ...normalizer, ...normalizerSettings(settings) } };
  }
  const { add_prefix_space: prefix } = settings;
  if (pre_tokenizer?.type === 'ByteLevel' && tokenizerClass === 'RobertaTokenizer' && typeof prefix === 'boolean') {
    return { ...json, pre_tokenizer: { ...pre_tokenizer, add_prefix_space: prefix } };
  }
  return json;
}

function normalizerSettings(settings: TokenizerSettings): Record<string, boolean | null> {
  const { do_lower_case: lowercase, strip_accents: strip, tokenize_chinese_chars: chinese } = settings;
  return {
    ...(typeof lowercase === 'boolean' && { lowercase }),
    ...(strip !== undefined && { strip_accents: strip }),
    ...(typeof chinese === 'boolean' && { handle_chinese_chars: chinese }),
  };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown form'}`;
}
