import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Dictionary } from '../../src/ranking/renderer-messages.ts';

const folder = join(import.meta.dirname, '../../l10n');

function sentencesOf(file: string): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** All sentences that can be translated, in English. */
export function allSentences(): string[] {
  return Object.keys(sentencesOf('bundle.l10n.json'));
}

/** The words that the extension sends in this language. */
export function wordsIn(language: string): Dictionary {
  return { language, sentences: sentencesOf(`bundle.l10n.${language}.json`) };
}
