import { type Problem, ProblemError } from '../protocol/problem.ts';
import { plainName } from '../ranking/plain-text.ts';
import { describeProblem } from '../words/describe-problem.ts';
import type { Voice } from '../words/voice.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Output } from './output.ts';
import { RecipeMistakes } from './read-recipe.ts';
import { commandLineVoice } from './voice.ts';

/** How a problem is told where the usual way does not do. */
export interface Telling {
  voice?: Voice;
  /** What it is a problem of, where several things are done. */
  about?: string;
}

/** Writes what went wrong to stderr and returns the exit code. Problems get their words; a defect shows its stack. */
export function reportProblem(
  error: unknown,
  stderr: Pick<Output, 'write'>,
  { voice = commandLineVoice, about }: Telling = {},
): number {
  if (error instanceof RecipeMistakes) {
    for (const { place, problem } of error.mistakes) stderr.write(inWords(place, problem, voice));
    return exitCodes.input;
  }
  if (error instanceof ProblemError) {
    stderr.write(inWords(about === undefined ? 'esm-rank' : `esm-rank: ${about}`, error.problem, voice));
    return exitCodeOf(error.problem);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`esm-rank: this is a defect of the program; please report it:\n${stack}\n`);
  return exitCodes.defect;
}

/** `place: message`, a mistake in a filter marked, and the remedy on a line of its own. */
function inWords(place: string, problem: Problem, voice: Voice): string {
  const { message, remedy } = describeProblem(problem, voice);
  const lines = [`${place}: ${message}`, ...pointer(problem), ...(remedy === null ? [] : [`  ${remedy}`])];
  return lines.map((line) => `${plainName(line)}\n`).join('');
}

/** A filter with its mistake marked below, where its characters stand in their places. */
function pointer(problem: Problem): string[] {
  if (problem.area !== 'filter' || plainName(problem.filter) !== problem.filter) return [];
  return [`  ${problem.filter}`, `  ${' '.repeat(problem.at)}${'^'.repeat(Math.max(1, problem.length))}`];
}
