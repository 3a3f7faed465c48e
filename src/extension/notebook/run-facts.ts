import type { NotebookCellExecution, NotebookCellOutput } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import type { Mistake, RankRecipe, Recipe, TrainRecipe } from '../../recipe/recipe.ts';
import type { Log } from '../log.ts';

/** How a run of a cell ended; null: it was interrupted. */
export type Success = boolean | null;

/** A recipe without mistakes. */
export type Faultless<Kind extends Recipe> = Kind & { request: NonNullable<Kind['request']> };

/** A recipe of either kind without mistakes. */
export type FaultlessRecipe = Faultless<RankRecipe> | Faultless<TrainRecipe>;

/** What one run of a recipe is given. */
export interface RunFacts<Kind extends FaultlessRecipe> {
  execution: NotebookCellExecution;
  engine: Engine;
  log: Log;
  recipe: Kind;
  signal: AbortSignal;
  /** Shows a line of progress where the notebook is out of sight. */
  notify: (message: string) => void;
  /** Marks what a run has found in the recipe. */
  mark: (mistakes: readonly Mistake[]) => void;
  /** Takes a problem into the marks of the recipe, and gives the outputs that tell it. */
  tell: (problem: Problem) => Promise<NotebookCellOutput[]>;
}

/** What went wrong, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { area: 'engine', code: 'engine-defect', reason };
}
