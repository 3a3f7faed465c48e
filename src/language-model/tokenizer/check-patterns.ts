import * as z from 'zod';
import { type Step, step, type TokenizerJson } from './tokenizer-json.ts';

/** Characters of a pattern, and of what is put in its place. Real ones have some hundred, and a few. */
const most = { pattern: 10_000, content: 1_000 };

const text = z.string();
const patternStep = z.object({
  pattern: z
    .object({ Regex: text.max(most.pattern), String: text.max(most.pattern) })
    .partial()
    .optional(),
  content: text.max(most.content).optional(),
});
const sequence = z.object({ normalizers: z.array(step), pretokenizers: z.array(step) }).partial();

/**
 * Refuses patterns that are too long to be rewritten and compiled in no time, and replacements that would fill the memory.
 * How long a pattern takes to match cannot be seen from it; that is for `TimeLimit`.
 *
 * @throws {ZodError} where one is too long
 */
export function checkPatterns({ normalizer, pre_tokenizer }: TokenizerJson): void {
  if (normalizer !== null) checkStep(normalizer);
  if (pre_tokenizer !== null) checkStep(pre_tokenizer);
}

function checkStep(checked: Step): void {
  if (checked.type === 'Replace' || checked.type === 'Split') patternStep.parse(checked);
  const { normalizers = [], pretokenizers = [] } = checked.type === 'Sequence' ? sequence.parse(checked) : {};
  for (const part of [...normalizers, ...pretokenizers]) checkStep(part);
}
