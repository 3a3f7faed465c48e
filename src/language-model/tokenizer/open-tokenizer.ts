import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { TextTokenizer } from './text-tokenizer.ts';
import { type TokenizerFiles, type TokenizerSettings, wordPieceClasses } from './tokenizer-files.ts';
import { type Step, type TokenizerJson, tokenizerJson } from './tokenizer-json.ts';
import { byteLevelTokenizer, wordPieceTokenizer } from './vocabulary-tokenizers.ts';

const vocabularyJson = z.record(z.string(), z.number().int().nonnegative());

/**
 * Reads a tokenizer from its files.
 *
 * @throws {ProblemError} model-bad-tokenizer
 */
export async function openTokenizer(files: TokenizerFiles): Promise<TextTokenizer> {
  try {
    return new TextTokenizer(await readTokenizer(files));
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError ? firstIssue(cause) : cause instanceof Error ? cause.message : String(cause);
    const { model } = files;
    throw new ProblemError({ area: 'language-model', code: 'model-bad-tokenizer', model, reason }, { cause });
  }
}

async function readTokenizer({ source, tokenizerClass, settings }: TokenizerFiles): Promise<TokenizerJson> {
  switch (source.kind) {
    case 'tokenizer-json': {
      const json = tokenizerJson.parse(JSON.parse(await readFile(source.path, 'utf8')));
      return { ...json, normalizer: withSettings(json.normalizer, tokenizerClass, settings) };
    }
    case 'wordpiece':
      return wordPieceTokenizer(await readFile(source.vocabulary, 'utf8'), tokenizerClass, settings);
    case 'byte-level-bpe': {
      const vocabulary = vocabularyJson.parse(JSON.parse(await readFile(source.vocabulary, 'utf8')));
      return byteLevelTokenizer(vocabulary, await readFile(source.merges, 'utf8'), settings);
    }
  }
}

/**
 * transformers 4 holds the normalizer of tokenizer.json against the settings of a BERT-like tokenizer, and where they differ the settings
 * win (`tokenization_bert_fast.py`). A setting that the file leaves out is not taken for its default here: it says nothing.
 */
function withSettings(
  normalizer: Step | null,
  tokenizerClass: string | null,
  settings: TokenizerSettings,
): Step | null {
  if (normalizer?.type !== 'BertNormalizer' || !wordPieceClasses.includes(tokenizerClass ?? '')) return normalizer;
  return {
    ...normalizer,
    ...(typeof settings.do_lower_case === 'boolean' && { lowercase: settings.do_lower_case }),
    ...(settings.strip_accents !== undefined && { strip_accents: settings.strip_accents }),
    ...(typeof settings.tokenize_chinese_chars === 'boolean' && {
      handle_chinese_chars: settings.tokenize_chinese_chars,
    }),
  };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown form'}`;
}
