import { window } from 'vscode';
import { type Problem, ProblemError } from '../protocol/problem.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { paragraphOf } from '../words/paragraph.ts';
import type { Log } from './log.ts';
import { editorVoice as voice } from './voice.ts';

/** Shows a problem as a notification, with its remedy and a way to the log. */
export async function showProblem(problem: Problem, log: Log): Promise<void> {
  const described = describeProblem(problem, voice);
  log.problem(problem, described.message);
  const showLog = voice.say('Show Log');
  if ((await window.showErrorMessage(paragraphOf(described), showLog)) === showLog) log.show();
}

/** Runs a command; what goes wrong in it is shown, and cancelling is nothing wrong. Any other exception is a defect, which VS Code reports. */
export async function showingProblems(log: Log, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.problem.code !== 'run-cancelled') await showProblem(error.problem, log);
  }
}
