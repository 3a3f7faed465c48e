import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { Problem } from '../../protocol/problem.ts';
import { placeProblem } from '../../recipe/place-problem.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { lineAndColumn } from '../../recipe/text-range.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { voiceOfTwoModels } from '../../words/voice.ts';
import { editorVoice as voice } from '../voice.ts';

/** One problem with the place in the recipe that it is about, where there is one. */
export interface PlacedProblem {
  problem: Problem;
  range: { start: number; end: number } | null;
}

/** All mistakes of a recipe as the output of its cell. */
export function mistakesOutput(recipe: Recipe, text: string): NotebookCellOutput {
  return problemsOutput(recipe.mistakes, recipe, text);
}

/** A problem of a run as the output of its cell: what is wrong, where in the recipe, and what to do. */
export function problemOutput(problem: Problem, recipe: Recipe, text: string): NotebookCellOutput {
  return problemsOutput([{ problem, range: placeProblem(problem, recipe) }], recipe, text);
}

function problemsOutput(problems: readonly PlacedProblem[], recipe: Recipe, text: string): NotebookCellOutput {
  const message = problems.map((entry) => inWords(entry, recipe, text)).join('\n\n');
  // Without a stack: it would show the inside of this program, which helps nobody who wrote a recipe.
  const name = recipe.kind === 'rank' ? voice.say('Not ranked') : voice.say('No map made');
  const error = { name, message, stack: '' };
  return new NotebookCellOutput([NotebookCellOutputItem.error(error)]);
}

function inWords({ problem, range }: PlacedProblem, recipe: Recipe, text: string): string {
  const { message, remedy } = describeProblem(
    problem,
    recipe.kind === 'rank' ? voice : voiceOfTwoModels(voice, recipe.values.tuned),
  );
  const lines = [message];
  if (remedy !== null) lines.push(remedy);
  if (range !== null) lines.push(place(range, text));
  return lines.join('\n');
}

function place(range: { start: number; end: number }, text: string): string {
  const { line } = lineAndColumn(text, range.start);
  const source = text.split(/\r?\n/)[line - 1]?.trim() ?? '';
  return voice.say('Line {0} of the recipe: {1}', line, source);
}
