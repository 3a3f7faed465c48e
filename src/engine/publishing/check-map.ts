import { type CanonicalBaseModel, checkEsm } from '../../esm/check-esm.ts';
import { type EsmParts, partsInFolder, partsOnHub } from '../../esm/esm-parts.ts';
import { writeEsmFiles } from '../../esm/write-esm.ts';
import { modelInfo } from '../../hub/model-info.ts';
import type { EsmCheck } from '../../protocol/esm-findings.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { checkFolder, isFolder, localFolder } from '../base-model/local-folder.ts';
import type { EngineContext } from '../context.ts';
import { canonicalBaseModel } from './canonical-base-model.ts';
import { repairAndCheck, statedBaseModel } from './checked-esm.ts';

/** Which map to look at. */
export interface CheckParams {
  /** A folder, or a repository on the Hub. A name that can be either is the folder, where there is one. */
  name: string;
  /** What relative names start from. Default: the working folder. */
  folder?: string | undefined;
  /** Whether to repair it, which only a folder can be. */
  fix: boolean;
}

/**
 * Looks whether a map is one that this program and hfselect find and rank, and repairs its folder where that is wanted.
 *
 * @param known what base models are called, as far as it was asked before; is added to, so that a thousand maps of one cost one request
 * @throws {ProblemError} run-no-such-folder, publish-fix-needs-folder, run-output-not-written, a problem of the Hub, run-cancelled
 */
export async function checkMap(
  { hub }: EngineContext,
  { name, folder: from, fix, signal }: CheckParams & { signal: AbortSignal },
  known: Map<string, CanonicalBaseModel>,
): Promise<EsmCheck> {
  const folder = await folderNamed(name, from);
  if (fix && folder === null) throw new ProblemError({ area: 'publish', code: 'publish-fix-needs-folder', repo: name });
  const found = folder === null ? await onHub() : { parts: await partsInFolder(name, folder), tags: null };
  const stated = statedBaseModel(name, found.parts);
  const baseModel = known.has(stated) ? known.get(stated) : await canonicalBaseModel(hub, stated, signal);
  if (baseModel !== undefined) known.set(stated, baseModel);
  const esm = { name, baseModel, ...found };
  if (!fix || folder === null) return checkEsm(esm);
  const { files, check } = repairAndCheck(esm);
  if (check.fixed.length > 0) await writeEsmFiles(folder, files);
  return check;

  async function onHub(): Promise<{ parts: EsmParts; tags: string[] | null }> {
    const { id, sha, tags } = await modelInfo({ hub, id: name, signal });
    return {
      parts: await partsOnHub({ hub, repo: id, revision: sha, signal }),
      tags: hub.settings.offline ? null : tags,
    };
  }
}

async function folderNamed(name: string, from: string | undefined): Promise<string | null> {
  const folder = localFolder(name, from);
  if (isLocalPath(name)) await checkFolder(name, folder);
  else if (!(await isFolder(folder))) return null;
  return folder;
}
