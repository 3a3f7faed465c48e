import { ProblemError } from '../protocol/problem.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { commandLineVoice } from './voice.ts';

/** Writes what went wrong to stderr and returns the exit code. Problems get their words; a defect shows its stack. */
export function reportProblem(error: unknown, stderr: { write(text: string): unknown }): number {
  if (!(error instanceof ProblemError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stderr.write(`esm-rank: this is a defect of the program; please report it:\n${stack}\n`);
    return exitCodes.defect;
  }
  const { message, remedy } = describeProblem(error.problem, commandLineVoice);
  stderr.write(`esm-rank: ${message}\n`);
  if (remedy !== null) stderr.write(`  ${remedy}\n`);
  return exitCodeOf(error.problem);
}
