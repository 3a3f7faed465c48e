/** Where a recipe that ranks says how maps are fetched; its last setting otherwise. */
const lookLine = /^( *)look:.*$/m;
const lastLine = /^( +)[\w-]+:.*$/gm;

/** The recipe with `look: all`, in place of what it says of that or below its last setting. */
export function withLookAll(text: string): string {
  if (lookLine.test(text)) return text.replace(lookLine, '$1look: all');
  const last = [...text.matchAll(lastLine)].at(-1);
  if (last === undefined) return text;
  // The value of the last setting may go on below it: a list, or a text over several lines.
  const rest = text.slice(last.index + last[0].length);
  const more = /^(?:\n(?: {3,}|\s*- |\s*#).*)*/.exec(rest)?.[0] ?? '';
  const end = last.index + last[0].length + more.length;
  return `${text.slice(0, end)}\n${last[1]}look: all${text.slice(end)}`;
}
