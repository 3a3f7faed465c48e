import type { YAMLError } from 'yaml';
import { mistake } from './mistake.ts';
import type { Mistake } from './recipe.ts';

/** Mistakes of the YAML itself: the first one where its structure is broken, else every repeated key. */
export function syntaxMistakes(errors: readonly YAMLError[], text: string): { broken: boolean; mistakes: Mistake[] } {
  const found = [...errors].sort((a, b) => a.pos[0] - b.pos[0]).map((error) => syntaxMistake(error, text));
  const first = found.find(
    ({ problem }) => problem.code === 'recipe-not-yaml' || problem.code === 'recipe-several-documents',
  );
  return first === undefined ? { broken: false, mistakes: found } : { broken: true, mistakes: [first] };
}

function syntaxMistake(error: YAMLError, text: string): Mistake {
  const start = Math.min(error.pos[0], text.length);
  // The parser marks one letter, or the whole rest of the text: mark the word, or the rest of its line.
  const word = /^\S*/.exec(text.slice(start))?.[0].length ?? 0;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  const range = { start, end: start + Math.max(word, Math.min(error.pos[1] - start, line)) };
  if (error.code === 'MULTIPLE_DOCS')
    return mistake({ code: 'recipe-several-documents' }, { start, end: start + line });
  if (error.code !== 'DUPLICATE_KEY') return mistake({ code: 'recipe-not-yaml', reason: error.message }, range);
  const key = /^[\w-]+/.exec(text.slice(start))?.[0] ?? '';
  return mistake({ code: 'recipe-repeated-key', key }, { start, end: start + key.length });
}
