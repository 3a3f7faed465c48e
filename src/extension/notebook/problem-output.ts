import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { Problem } from '../../protocol/problem.ts';
import { placeProblem } from '../../recipe/place-problem.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { lineAndColumn, type TextRange } from '../../recipe/text-range.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { voiceOfTwoModels } from '../../words/voice.ts';
import { editorVoice as voice } from '../voice.ts';
import { type LinkFolders, placesOutput } from './places-output.ts';

/** One problem with the place in the recipe that it is about, where there is one. */
export interface PlacedProblem {
  problem: Problem;
  range: TextRange | null;
}

/** A recipe that was run, and where its paths and its links start. */
export interface RunRecipeText {
  recipe: Recipe;
  text: string;
  /** Number of the run, as it stands beside the cell. */
  run: number | undefined;
  folders: LinkFolders | null;
}

/** All mistakes of a recipe as the outputs of its cell. */
export function mistakesOutputs(of: RunRecipeText): NotebookCellOutput[] {
  return problemsOutputs(of.recipe.mistakes, of);
}

/** A problem of a run as the outputs of its cell: what is wrong, where in the recipe, and what to do; and the places as links. */
export function problemOutputs(problem: Problem, of: RunRecipeText): NotebookCellOutput[] {
  return problemsOutputs([{ problem, range: placeProblem(problem, of.recipe) }], of);
}

function problemsOutputs(problems: readonly PlacedProblem[], of: RunRecipeText): NotebookCellOutput[] {
  const { recipe, text, run, folders } = of;
  const message = problems.map((entry) => inWords(entry, recipe, text)).join('\n\n');
  // Without a stack: it would show the inside of this program, which helps nobody who wrote a recipe.
  const name = recipe.kind === 'rank' ? voice.say('Not ranked') : voice.say('No map made');
  const error = new NotebookCellOutput([NotebookCellOutputItem.error({ name, message, stack: '' })]);
  const lines = problems.flatMap(({ range }) => (range === null ? [] : [lineAndColumn(text, range.start).line]));
  const facts = problems.map(({ problem }) => problem);
  const places = placesOutput(facts, { run, lines: [...new Set(lines)], folders }, voice);
  return places === null ? [error] : [error, places];
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

function place(range: TextRange, text: string): string {
  const { line } = lineAndColumn(text, range.start);
  const source = text.split(/\r?\n/)[line - 1]?.trim() ?? '';
  return voice.say('Line {0} of the recipe: {1}', line, source);
}
