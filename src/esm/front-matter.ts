import { parse, stringify } from 'yaml';
import * as z from 'zod';

/** A card taken apart. */
export interface ReadCard {
  /** What its front matter holds; null where it has none. */
  data: Record<string, unknown> | null;
  /** Why the front matter cannot be read; null where it can, or is not there. */
  mistake: string | null;
  /** All that follows it. */
  body: string;
}

const mapping = z.record(z.string(), z.unknown());

/** Reads the front matter of a card: YAML between two lines of `---` at its start. */
export function readCard(text: string): ReadCard {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) return { data: null, mistake: null, body: text };
  const body = lines.slice(end + 1).join('\n');
  try {
    const parsed = mapping.safeParse(parse(lines.slice(1, end).join('\n'), { maxAliasCount: 100 }) ?? {});
    const mistake = parsed.success ? null : 'it is no mapping';
    return { data: parsed.data ?? null, mistake, body };
  } catch (error) {
    return {
      data: null,
      mistake: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error),
      body,
    };
  }
}

/** A card of front matter and body. */
export function writeCard(data: object, body: string): string {
  return `---\n${stringify(data)}---\n\n${body.trimStart()}`;
}

/** The texts of an entry that may be one or a list. */
export function textsOf(value: unknown): string[] {
  return [value].flat().filter((entry) => typeof entry === 'string');
}
