import type { YAMLError } from 'yaml';
import type { YamlFault } from '../protocol/problems/recipe.ts';
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
  if (error.code !== 'DUPLICATE_KEY') {
    const fault = faultOf(error, text);
    return mistake({ code: 'recipe-not-yaml', reason: error.message, ...(fault && { fault }) }, range);
  }
  const key = /^[\w-]+/.exec(text.slice(start))?.[0] ?? '';
  return mistake({ code: 'recipe-repeated-key', key }, { start, end: start + key.length });
}

/** What the parser means in a recipe; undefined where its own words must do. */
function faultOf({ code, message, pos: [at] }: YAMLError, text: string): YamlFault | undefined {
  if (/quote$/.test(message)) return 'open-quote';
  if (/\bflow\b|^Missing , /i.test(message)) return 'open-bracket';
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return hasSecondColon(text, at) ? 'second-colon' : 'indentation';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'no-colon';
    case 'BAD_INDENT':
      return 'indentation';
    case 'TAB_AS_INDENT':
      return 'tab';
    case 'BAD_SCALAR_START':
      return 'needs-quotes';
    case 'BAD_DQ_ESCAPE':
      return 'backslash';
    case 'MISSING_CHAR':
      return /^Implicit map keys/.test(message) ? 'no-colon' : undefined;
    case 'UNEXPECTED_TOKEN':
      return / at node end$/.test(message) ? 'needs-quotes' : undefined;
    default:
      return undefined;
  }
}

function hasSecondColon(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return line.split(/:(?:\s|$)/).length > 2;
}
