import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileFaultOf } from '../protocol/file-fault.ts';
import { type Problem, ProblemError } from '../protocol/problem.ts';
import type { RankRequest } from '../protocol/rank-request.ts';
import type { RecipeKind } from '../protocol/recipe-key.ts';
import type { TrainRequest } from '../protocol/train-request.ts';
import { decodeRecipe } from '../recipe/decode-recipe.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import type { Recipe } from '../recipe/recipe.ts';
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
 * Reads a recipe file that ranks.
 *
 * @throws {RecipeMistakes} all that is wrong with it; recipe-other-kind where it makes a map
 * @throws {ProblemError} recipe-unreadable
 */
export async function readRecipe(file: string): Promise<ReadRecipe> {
  const { recipe, refuse } = await readFaultless(file);
  if (recipe.kind !== 'rank' || recipe.request === null) throw refuse(recipe.kind);
  return { request: { ...recipe.request, folder: folderOf(file) }, top: recipe.values.top };
}

/**
 * Reads a recipe file that makes a map. Its `folder` is that of the file, from which its paths start.
 *
 * @throws {RecipeMistakes} all that is wrong with it; recipe-other-kind where it ranks
 * @throws {ProblemError} recipe-unreadable
 */
export async function readTrainRecipe(file: string): Promise<TrainRequest> {
  const { recipe, refuse } = await readFaultless(file);
  if (recipe.kind !== 'train' || recipe.request === null) throw refuse(recipe.kind);
  return { ...recipe.request, folder: folderOf(file) };
}

function folderOf(file: string): string {
  return resolve(dirname(file));
}

interface FaultlessRecipe {
  recipe: Recipe;
  /** The mistake of being of this kind, which is not the one that was asked for. */
  refuse(found: RecipeKind): RecipeMistakes;
}

async function readFaultless(file: string): Promise<FaultlessRecipe> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ProblemError({ area: 'recipe', code: 'recipe-unreadable', file, ...fileFaultOf(cause) }, { cause });
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
  const recipe = parseRecipe(text);
  if (recipe.mistakes.length > 0) {
    throw new RecipeMistakes(recipe.mistakes.map(({ problem, range }) => ({ place: placeOf(range.start), problem })));
  }
  const refuse = (found: RecipeKind) =>
    new RecipeMistakes([
      { place: placeOf(recipe.head.start), problem: { area: 'recipe', code: 'recipe-other-kind', found } },
    ]);
  return { recipe, refuse };
}
