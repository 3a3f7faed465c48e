/** A table of text: titles, and rows of as many cells. `numeric`: which columns hold numbers. Plain text, not yet escaped. */
export interface TextTable {
  title: string;
  heads: string[];
  numeric: boolean[];
  rows: string[][];
}
