/** Texts of more lines are told as all old and all new ones: their lines in common take time and memory that grow with the square. */
const mostCompared = 4_000_000;

/**
 * What becomes of a text, line by line in order: `- ` before lines that go, `+ ` before those that come; lines that stay are left out.
 *
 * @param before null: there is none
 */
export function changedLines(before: string | null, after: string): string[] {
  const [old, now] = [before === null ? [] : linesOf(before), linesOf(after)];
  while (old.length > 0 && old[0] === now[0]) for (const lines of [old, now]) lines.shift();
  while (old.length > 0 && old.at(-1) === now.at(-1)) for (const lines of [old, now]) lines.pop();
  if (old.length * now.length <= mostCompared) return compared(old, now);
  return [...old.map((line) => `- ${line}`), ...now.map((line) => `+ ${line}`)];
}

function compared(old: readonly string[], now: readonly string[]): string[] {
  const kept = lengthsKept(old, now);
  const changed: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const keptAt = (a: number, b: number) => kept[a * (now.length + 1) + b] ?? 0;
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (j === now.length || (i < old.length && keptAt(i + 1, j) >= keptAt(i, j + 1))) {
      changed.push(`- ${old[i++]}`);
    } else {
      changed.push(`+ ${now[j++]}`);
    }
  }
  return changed;
}

/** How many lines the rest of one text, from each line on, can have in common with the rest of the other: `[old + 1, now + 1]`. */
function lengthsKept(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const kept = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const longest = Math.max(kept[(i + 1) * width + j] ?? 0, kept[i * width + j + 1] ?? 0);
      kept[i * width + j] = old[i] === now[j] ? (kept[(i + 1) * width + j + 1] ?? 0) + 1 : longest;
    }
  }
  return kept;
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}
