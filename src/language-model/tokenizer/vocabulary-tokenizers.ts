import type { TokenizerSettings } from './tokenizer-files.ts';
import type { TokenizerJson } from './tokenizer-json.ts';

// Repositories that were saved before tokenizer.json existed hold only a vocabulary. These functions write the tokenizer.json that
// transformers makes of one (`convert_slow_tokenizer.py`).

const lines = (text: string) => text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);

/** BERT's tokenizer from its vocab.txt: one token a line, the line's number is its id. */
export function wordPieceTokenizer(
  vocabularyText: string,
  tokenizerClass: string | null,
  settings: TokenizerSettings,
): TokenizerJson {
  const vocabulary = Object.fromEntries(lines(vocabularyText).map((token, id) => [token, id]));
  const mpnet = tokenizerClass === 'MPNetTokenizer';
  const cls = settings.cls_token ?? (mpnet ? '<s>' : '[CLS]');
  const sep = settings.sep_token ?? (mpnet ? '</s>' : '[SEP]');
  const unknown = settings.unk_token ?? '[UNK]';
  const pad = settings.pad_token ?? (mpnet ? '<pad>' : '[PAD]');
  const mask = settings.mask_token ?? (mpnet ? '<mask>' : '[MASK]');
  return {
    added_tokens: specialTokens([pad, unknown, cls, sep, mask], vocabulary, new Set()),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: settings.tokenize_chinese_chars ?? true,
      strip_accents: settings.strip_accents ?? null,
      lowercase: settings.do_lower_case ?? true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', ...frame(cls, sep, vocabulary) },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: unknown,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: vocabulary,
    },
  };
}

/** RoBERTa's tokenizer from its vocab.json and merges.txt. */
export function byteLevelTokenizer(
  vocabulary: Record<string, number>,
  mergesText: string,
  settings: TokenizerSettings,
): TokenizerJson {
  const cls = settings.cls_token ?? '<s>';
  const sep = settings.sep_token ?? '</s>';
  const unknown = settings.unk_token ?? '<unk>';
  const pad = settings.pad_token ?? '<pad>';
  const mask = settings.mask_token ?? '<mask>';
  const spaces = { add_prefix_space: settings.add_prefix_space ?? false, trim_offsets: true };
  return {
    added_tokens: specialTokens([cls, pad, sep, unknown, mask], vocabulary, new Set([mask])),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', ...spaces, use_regex: true },
    post_processor: { type: 'RobertaProcessing', ...frame(cls, sep, vocabulary), ...spaces },
    decoder: { type: 'ByteLevel', ...spaces, use_regex: true },
    model: {
      type: 'BPE',
      unk_token: unknown,
      vocab: vocabulary,
      merges: lines(mergesText).filter((line) => line !== '' && !line.startsWith('#version')),
    },
  };
}

/** Tokens that the vocabulary lacks are left out: transformers would append them beyond the embedding table. */
function specialTokens(
  contents: readonly string[],
  vocabulary: Record<string, number>,
  takingSpaceBefore: ReadonlySet<string>,
): TokenizerJson['added_tokens'] {
  return contents.flatMap((content) => {
    const id = vocabulary[content];
    const lstrip = takingSpaceBefore.has(content);
    return id === undefined ? [] : [{ id, content, special: true, normalized: false, lstrip }];
  });
}

function frame(cls: string, sep: string, vocabulary: Record<string, number>) {
  return { sep: [sep, vocabulary[sep]], cls: [cls, vocabulary[cls]] };
}
