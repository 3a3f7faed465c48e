/**
 * Characters that an untrusted name must not bring into a terminal or a line of text: control characters (escape sequences
 * begin with one of them), line and paragraph separators, and the marks that reorder text, by which one name can pass for
 * another (Unicode Technical Report 36, section 2.9).
 */
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** The text as one line that prints as it reads: runs of unsafe characters become one space; lone surrogates become U+FFFD. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(unsafe, ' ').trim();
}
