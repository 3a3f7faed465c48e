import { nearestName } from '../../dataset/table/nearest-name.ts';
import { baseModelCoverage } from '../../esm/coverage.ts';
import type { Hub } from '../../hub/hub.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';

/** So many are told: who mistyped a name finds it among them, and who knows none has a choice. */
const modelsTold = 20;

/**
 * Tells of a base model that the Hub does not have, or has no map for, which there are that have maps, and which of these was most
 * likely meant. Whatever else went wrong stays what it is, as does a problem where the Hub does not list them.
 *
 * @throws what `work` throws
 */
export async function namingModels<Result>(
  model: string,
  { hub, signal }: { hub: Hub; signal: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || !isAboutModel(error.problem, model)) throw error;
    const { models } = await baseModelCoverage({ hub, signal }).catch(() => ({ models: [] }));
    if (models.length === 0) throw error;
    const names = models.map((listed) => listed.model);
    const nearest = nearestModel(model, names);
    throw new ProblemError(
      { ...error.problem, models: names.slice(0, modelsTold), ...(nearest !== null && { nearest }) },
      { cause: error },
    );
  }
}

type AboutModel = Extract<Problem, { code: 'hub-repository-not-found' | 'run-nothing-to-rank' }>;

function isAboutModel(problem: Problem, model: string): problem is AboutModel {
  if (isLocalPath(model)) return false;
  if (problem.code === 'run-nothing-to-rank') return problem.reason === 'none-listed';
  return problem.code === 'hub-repository-not-found' && problem.repo === model;
}

/** By the whole name, or by the name without its owner, which people leave out and get wrong. */
function nearestModel(written: string, names: readonly string[]): string | null {
  const own = names.map(withoutOwner);
  const index = own.indexOf(nearestName(withoutOwner(written), own) ?? '');
  const nearest = names[index] ?? nearestName(written, names);
  return nearest === written ? null : nearest;
}

function withoutOwner(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
