/**
 * Characters that an untrusted name must not bring into a terminal or a line of text: control characters (escape sequences
 * begin with one of them), line and paragraph separators, and the marks that reorder text, by which one name can pass for
 * another (Unicode Technical Report 36, section 2.9). Joiners of no width stay: words of Persian and Hindi and many emoji need them.
 */
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** The text as one line that prints as it reads: runs of unsafe characters become one space; lone surrogates become U+FFFD. */
export function plainLine(text: string): string {
  return plainName(text).trim();
}

/** The same with its blanks at both ends, which may be part of a name. */
export function plainName(text: string): string {
  return text.toWellFormed().replace(unsafe, ' ');
}

/** Text of several lines that prints as it reads: as `plainLine`, but line ends (as `\n`) and tabs stay. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(unsafe, (run) => run.replaceAll('\r\n', '\n').replace(/[^\n\t]+/g, ' '));
}

/** JSON that prints as it reads, and means the same: unsafe characters in its strings become escapes. */
export function plainJson(json: string): string {
  return json.replace(unsafe, (run) => run.replace(/[^\n\r\t]/g, escaped));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value of a sentence: of a text, its plain form. */
export function plainValue(value: string | number): string | number {
  return typeof value === 'string' ? plainName(value) : value;
}
