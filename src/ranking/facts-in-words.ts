import { plainLine } from './plain-text.ts';

/** A code with its facts, as `skipped` and `warnings` hold them. */
export interface CodedFact {
  code: string;
  detail: Record<string, unknown>;
}

/**
 * A code and its facts as a phrase: `dimension mismatch (expected 768, found 512)`. It reads any code, also one of a newer
 * version; a shell that knows the codes has better words (`src/words`) and passes them to the exports.
 */
export function factInWords({ code, detail }: CodedFact): string {
  const name = code.replace(/^(esm|hub|run|dataset|language-model)-/, '').replaceAll('-', ' ');
  const facts = Object.entries(detail)
    .filter(([key, value]) => value !== null && !['area', 'code', 'repo'].includes(key))
    .map(([key, value]) => `${wordsOf(key)} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return plainLine(facts.length === 0 ? name : `${name} (${facts.join(', ')})`);
}

/** `firstRows` → `first rows`. */
function wordsOf(camelCase: string): string {
  return camelCase.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** How often each code occurs, the most frequent first. */
export function countByCode(facts: readonly CodedFact[]): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { code } of facts) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
