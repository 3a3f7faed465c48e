import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Problem, ProblemError } from '../protocol/problem.ts';
import type { RankRequest } from '../protocol/rank-request.ts';
import { decodeRecipe } from '../recipe/decode-recipe.ts';
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
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ProblemError({ area: 'dataset', code: 'dataset-missing-file', file }, { cause });
  });
  const { text, encoding, damagedAt } = decodeRecipe(bytes);
  const placeOf = (offset: number) => {
    const { line, column } = lineAndColumn(text, offset);
    return `${file}:${line}:${column}`;
  };
  if (damagedAt !== null) {
    const problem: Problem = { area: 'recipe', code: 'recipe-undecodable', encoding };
    throw new RecipeMistakes([{ place: placeOf(damagedAt), problem }]);
  }
  const { request, values, mistakes } = parseRecipe(text);
  if (request === null) {
    throw new RecipeMistakes(mistakes.map(({ problem, range }) => ({ place: placeOf(range.start), problem })));
  }
  return { request: { ...request, folder: resolve(dirname(file)) }, top: values.top };
}
