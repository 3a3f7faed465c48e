import { extname } from 'node:path/posix';
import { askForDataset, convertedBranch, type DatasetFacts } from '../../../hub/datasets/dataset-facts.ts';
import { type DatasetFile, listDatasetFiles } from '../../../hub/datasets/dataset-files.ts';
import type { Hub } from '../../../hub/hub.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { convertedParts } from './converted-parts.ts';
import type { DatasetPart } from './dataset-part.ts';
import { repositoryParts } from './repository-parts.ts';

/** The parts that lie on one branch of a dataset's repository. */
export interface BranchParts {
  branch: string;
  /** Its commit. */
  commit: string;
  parts: DatasetPart[];
}

/** A dataset on the Hub: what it is called now, and where its parts can be read. */
export interface HubDataset {
  facts: DatasetFacts;
  /** The conversion to Parquet; null where there is none. */
  converted: BranchParts | null;
  /** The repository's own files. Asked for only where it must be. */
  own(): Promise<BranchParts>;
}

/**
 * Looks a dataset up on the Hub.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled; `own` also hub-dataset-script-only, hub-dataset-no-files
 */
export async function lookUpDataset(asked: { hub: Hub; id: string; signal: AbortSignal }): Promise<HubDataset> {
  const facts = await askForDataset(asked);
  const { id, sha, convertedSha } = facts;
  const filesAt = (commit: string) => listDatasetFiles({ ...asked, id, commit });
  const parts = convertedSha === null ? [] : convertedParts(await filesAt(convertedSha));
  return {
    facts,
    converted:
      convertedSha === null || parts.length === 0 ? null : { branch: convertedBranch, commit: convertedSha, parts },
    own: async () => ({ branch: 'main', commit: sha, parts: ownParts(facts, await filesAt(sha)) }),
  };
}

function ownParts({ id, configs }: DatasetFacts, files: readonly DatasetFile[]): DatasetPart[] {
  const parts = repositoryParts(files, configs);
  if (parts.length > 0) return parts;
  const script = scriptOf(id, files);
  if (script !== null) throw new ProblemError({ area: 'hub', code: 'hub-dataset-script-only', repo: id, script });
  const endings = [...new Set(files.map(({ path }) => extname(path)))].filter((ending) => ending !== '').sort();
  throw new ProblemError({ area: 'hub', code: 'hub-dataset-no-files', repo: id, endings });
}

/** A script that makes a dataset is named as its repository (`datasets` up to version 3). */
function scriptOf(id: string, files: readonly DatasetFile[]): string | null {
  const name = `${id.split('/').at(-1)}.py`;
  return files.find(({ path }) => path === name)?.path ?? null;
}
