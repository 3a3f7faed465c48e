import { createInterface } from 'node:readline/promises';
import type { Output } from './output.ts';

/** Where a question can be put; `isTTY` on both: there is a person. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stderr: Pick<Output, 'isTTY' | 'stream'>;
  signal: AbortSignal;
}

/** Puts a question that is answered with y or n; what else is typed means no. `nobody`: there is no person to ask. */
export async function ask(
  question: string,
  { stdin, stderr, signal }: Terminal,
): Promise<'yes' | 'no' | 'nobody' | 'cancelled'> {
  if (!stdin.isTTY || !stderr.isTTY) return 'nobody';
  const terminal = createInterface({ input: stdin, output: stderr.stream });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim()) ? 'yes' : 'no';
  } catch (error) {
    // Ctrl-C at the question.
    if (signal.aborted) return 'cancelled';
    throw error;
  } finally {
    terminal.close();
  }
}
