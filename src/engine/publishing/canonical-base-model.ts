import type { CanonicalBaseModel } from '../../esm/check-esm.ts';
import type { Hub } from '../../hub/hub.ts';
import { modelInfo } from '../../hub/model-info.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';

/** Codes of the Hub's answers that there is no such model. */
const absent = new Set(['hub-repository-not-found', 'hub-bad-repository-id', 'hub-disabled']);

/**
 * What the Hub calls a base model now; null where it has none of that name; undefined where it could not be asked.
 *
 * @throws {ProblemError} run-cancelled, hub-bad-token
 */
export async function canonicalBaseModel(hub: Hub, name: string, signal: AbortSignal): Promise<CanonicalBaseModel> {
  if (!isRepositoryId(name)) return null;
  try {
    return (await modelInfo({ hub, id: name, signal })).id;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { area, code } = error.problem;
    if (absent.has(code)) return null;
    if (area !== 'hub' || code === 'hub-bad-token') throw error;
    return undefined;
  }
}
