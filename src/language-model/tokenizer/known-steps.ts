import type { Step, TokenizerJson } from './tokenizer-json.ts';

// Steps of tokenizer.json that @huggingface/tokenizers does not know, or knows otherwise than the Rust library, written with those that it
// knows. Regular expressions are in Rust's syntax: there `\\s` holds U+0085, which JavaScript's does not, and lacks U+FEFF, which JavaScript's has.

const removed = '[\\x01-\\x08\\x0b\\x0e-\\x1f\\x7f\\x8f\\x9f]';
const spaces = '[\\x09\\x0a\\x0c\\x0d\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]';

/** The character rules of neural machine translation (tokenizers, `normalizers/unicode.rs`). */
const nmt: Step = {
  type: 'Sequence',
  normalizers: [
    { type: 'Replace', pattern: { Regex: removed }, content: '' },
    { type: 'Replace', pattern: { Regex: spaces }, content: ' ' },
  ],
};

const whitespaceSplit: Step = { type: 'Split', pattern: { Regex: '\\s+' }, behavior: 'Removed', invert: false };

/** `\\w` of Rust's regular expressions; the library takes only that of ASCII. */
const word = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}';

/** Words and runs of other characters (tokenizers, `pre_tokenizers/whitespace.rs`). */
const whitespace: Step = {
  type: 'Split',
  pattern: { Regex: `[${word}]+|[^${word}\\p{White_Space}]+` },
  behavior: 'Removed',
  invert: true,
};

/** Each punctuation mark by itself, as is usual; the library keeps runs of them together whatever is asked for. */
function punctuation(step: Step): Step {
  const { behavior = 'Isolated' } = step;
  const pattern = { Regex: '[!-/:-@\\[-`{-~\\p{P}]' };
  return behavior === 'Isolated' ? { type: 'Split', pattern, behavior, invert: false } : step;
}

/** The same tokenizer in steps that @huggingface/tokenizers does as the Rust library would. */
export function withKnownSteps(json: TokenizerJson): TokenizerJson {
  return {
    ...json,
    normalizer: rewrite(json.normalizer, 'normalizers', { Nmt: () => nmt }),
    pre_tokenizer: rewrite(json.pre_tokenizer, 'pretokenizers', {
      Whitespace: () => whitespace,
      WhitespaceSplit: () => whitespaceSplit,
      Punctuation: punctuation,
    }),
  };
}

/** Puts `known[type](step)` for each step of such a type, also within sequences; `parts` is where a sequence has its steps. */
function rewrite(step: Step | null, parts: string, known: Record<string, (step: Step) => Step>): Step | null {
  if (step === null) return null;
  const within = step[parts];
  if (step.type !== 'Sequence' || !Array.isArray(within)) return known[step.type]?.(step) ?? step;
  return { ...step, [parts]: within.map((part) => rewrite(part, parts, known)) };
}
