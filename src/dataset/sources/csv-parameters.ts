/**
 * How a CSV file is to be read, where somebody says so: the parameters of `pandas.read_csv` under the names of the idea. What is
 * given holds; what is left out is found from the file.
 */
export interface CsvParameters {
  /** One character between cells (`sep`, `delimiter`). */
  delimiter?: string | undefined;
  /** The quotation mark (`quotechar`); null where quotation marks are letters like any other (`quoting=3`, `csv.QUOTE_NONE`). */
  quote?: string | null | undefined;
  /** What makes the next character a letter (`escapechar`); null: nothing does, only a doubled quote stands for one. */
  escape?: string | null | undefined;
  /** Whether two quotation marks in a quoted cell are one (`doublequote`). */
  doubleQuote?: boolean | undefined;
  /**
   * Which line names the columns (`header`), counted from 0 after the lines skipped, without blank lines and comments; null where
   * none does. Rows begin after it. With {@link names} and without this, no line does.
   */
  header?: number | null | undefined;
  /** The columns' names (`names`), instead of those in the file. */
  names?: readonly string[] | undefined;
  /** How many lines to leave out at the start, or the numbers of those to leave out, from 0 (`skiprows`). */
  skipRows?: number | readonly number[] | undefined;
  /** What begins a comment, up to the end of the line (`comment`). */
  comment?: string | undefined;
}
