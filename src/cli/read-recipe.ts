import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Problem, ProblemError } from '../protocol/problem.ts';
import type { RankRequest } from '../protocol/rank-request.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import { lineAndColumn } from '../recipe/text-range.ts';

/** A recipe that cannot be run: what is wrong, and where. */
export class RecipeMistakes extends Error {
  override readonly name = 'RecipeMistakes';
  /** `place` as compilers write it: `recipe.yaml:3:5`. */
  readonly mistakes: readonly { place: string; problem: Problem }[];

  constructor(mistakes: readonly { place: string; problem: Problem }[]) {
    super(mistakes.map(({ place, problem }) => `${place} ${problem.code}`).join('\n'));
    this.mistakes = mistakes;
  }
}

/** What a recipe file asks for. */
export interface ReadRecipe {
  /** Its `folder` is that of the file, from which the dataset's path starts. */
  request: RankRequest;
  top: number | undefined;
}

/**
 * Reads a recipe file.
 *
 * @throws {RecipeMistakes} all that is wrong with it
 * @throws {ProblemError} dataset-missing-file, for the recipe itself
 */
export async function readRecipe(file: string): Promise<ReadRecipe> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ProblemError({ area: 'dataset', code: 'dataset-missing-file', file }, { cause });
  });
  const { request, values, mistakes } = parseRecipe(text);
  if (request === null) {
    throw new RecipeMistakes(
      mistakes.map(({ problem, range }) => {
        const { line, column } = lineAndColumn(text, range.start);
        return { place: `${file}:${line}:${column}`, problem };
      }),
    );
  }
  return { request: { ...request, folder: resolve(dirname(file)) }, top: values.top };
}
