import { plainText } from '../ranking/plain-text.ts';

/** A stream of the process to which a command writes. */
export interface Output {
  /** Whether a person may be looking at it. */
  readonly isTTY: boolean;
  /** Width of the terminal. */
  readonly columns: number | undefined;
  /**
   * Writes text of any origin. Names and messages come from files and from the Hub: what a terminal would obey instead of showing it
   * (escape sequences, marks that reorder text) becomes blanks.
   */
  write(text: string): void;
  /** The stream itself, for what draws on the terminal with escape sequences of its own. */
  readonly stream: NodeJS.WritableStream;
}

/** A stream that may be a terminal, as those of the process. */
export type TerminalStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** The only way to a terminal for what is not drawn. */
export function outputTo(stream: TerminalStream): Output {
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    write: (text) => void stream.write(plainText(text)),
    stream,
  };
}
