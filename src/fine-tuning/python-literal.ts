/** A text as a Python string literal. JSON's escapes are Python's; what is invisible or turns the reading direction is escaped too. */
export function pythonString(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escaped);
}

/** `["a", "b"]` */
export function pythonList(texts: readonly string[]): string {
  return `[${texts.map(pythonString).join(', ')}]`;
}

/** A `dict` of texts; entries that are null are left out. */
export function pythonDict(entries: Record<string, string | null>): string {
  const parts = Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : [`${pythonString(key)}: ${pythonString(value)}`],
  );
  return `{${parts.join(', ')}}`;
}

/** A text within a comment: on one line, and nothing in it that hides or turns what follows. */
export function pythonComment(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Each UTF-16 unit as `\uXXXX`, or the character as `\UXXXXXXXX` where it is outside the first plane: Python does not join surrogates. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
