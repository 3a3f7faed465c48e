import * as z from 'zod';
import { type Step, step } from './tokenizer-json.ts';

const metaspace = z.object({ replacement: z.string().default('▁'), split: z.boolean().default(true) });
const sequence = z.object({ pretokenizers: z.array(step) });

/**
 * The second half of the pre-tokenizer `Metaspace`, which @huggingface/tokenizers leaves out: after spaces became visible marks, words are
 * split in front of them.
 *
 * @returns a function that splits a text as `preTokenizer` says; where it says nothing of it, a text is one word
 */
export function metaspaceSplit(preTokenizer: Step | null): (text: string) => string[] {
  const found = findMetaspace(preTokenizer);
  if (found === null || !found.split) return (text) => [text];
  const { replacement } = found;
  return (text) => splitBefore(text, replacement);
}

function findMetaspace(preTokenizer: Step | null): z.infer<typeof metaspace> | null {
  if (preTokenizer?.type === 'Metaspace') return metaspace.parse(preTokenizer);
  if (preTokenizer?.type !== 'Sequence') return null;
  return (
    sequence
      .parse(preTokenizer)
      .pretokenizers.map(findMetaspace)
      .find((found) => found !== null) ?? null
  );
}

function splitBefore(text: string, mark: string): string[] {
  const words: string[] = [];
  let begin = 0;
  while (begin < text.length) {
    const next = text.indexOf(mark, begin + 1);
    const end = next < 0 ? text.length : next;
    words.push(text.slice(begin, end));
    begin = end;
  }
  return words;
}
