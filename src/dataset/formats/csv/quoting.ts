/** How a CSV file separates and quotes its cells. All characters are ASCII. */
export interface Dialect {
  delimiter: string;
  /** Null: quotation marks are letters. */
  quote: string | null;
  /** What makes the next character a letter; null: nothing does. */
  escape: string | null;
  /** Whether an escape counts outside quotes too. */
  escapesEverywhere: boolean;
  /** Whether two quotes within quotes are one. */
  doubleQuote: boolean;
  /** True where a cell that its line does not close is not quoted: its quote is a letter. */
  quotesEndInLine: boolean;
  /** What begins a comment, up to the end of the line; null: nothing does. */
  comment: string | null;
}

/** Cells in quotes with quotes doubled within, as RFC 4180 has it. */
export function usualDialect(delimiter: string, quote: string | null = '"'): Dialect {
  return {
    delimiter,
    quote,
    escape: null,
    escapesEverywhere: false,
    doubleQuote: true,
    quotesEndInLine: false,
    comment: null,
  };
}

/**
 * The content of a cell that holds quotes or escapes.
 * @param cell As it stands in the file, with its quotes. Something behind the closing quote makes both quotes part of the content.
 */
export function unquote(cell: string, { quote, escape: escapedBy, escapesEverywhere, doubleQuote }: Dialect): string {
  let isQuoted = cell[0] === quote;
  const parts: string[] = [];
  let start = isQuoted ? 1 : 0;
  for (let i = start; i < cell.length; i++) {
    const character = cell[i];
    const next = cell[i + 1];
    const escapes = character === escapedBy && (isQuoted || escapesEverywhere) && next !== undefined;
    if (escapes || (isQuoted && character === quote && next === quote && doubleQuote)) {
      parts.push(cell.slice(start, i));
      start = i + 1;
      i += 1;
    } else if (isQuoted && character === quote) {
      if (next === undefined) return parts.join('') + cell.slice(start, i);
      parts.unshift(character);
      isQuoted = false;
    }
  }
  return parts.join('') + cell.slice(start);
}
