/** The first so many of a list, and how many it has: for answers that a language model must be able to hold. */
export function cut<Item>(items: readonly Item[], most: number): { shown: Item[]; total: number } {
  return { shown: items.slice(0, most), total: items.length };
}

/** A sentence where something was cut: what is shown, and where the whole is. Empty where all is shown. */
export function cutSentence(
  { shown, total }: { shown: readonly unknown[]; total: number },
  what: string,
  uri: string | null,
): string {
  if (shown.length === total) return '';
  const sentence = `The first ${shown.length.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} ${what} are shown`;
  return uri === null ? `${sentence}.` : `${sentence}; the resource ${uri} holds all of them.`;
}

/** Blocks of text with an empty line between them; without those that are empty. */
export function blocks(...parts: readonly string[]): string {
  return parts
    .map((part) => part.trimEnd())
    .filter((part) => part !== '')
    .join('\n\n');
}
