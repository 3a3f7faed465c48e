import { isDatasetAddress } from '../protocol/hub-address.ts';
import { type ReadablePath, readablePath } from './readable-path.ts';
import type { ToolContext } from './tool.ts';

/**
 * A dataset as the engine is asked for it: an address on the Hub as it is, a path below the folders that are open, which is what results name.
 *
 * @throws {ProblemError} run-outside-folders
 */
export async function namedDataset(
  dataset: string,
  { folders }: Pick<ToolContext, 'folders'>,
): Promise<{ dataset: string; folder?: ReadablePath['folder'] }> {
  if (isDatasetAddress(dataset)) return { dataset };
  const { folder, path } = await readablePath(dataset, await folders());
  return { dataset: path, folder };
}
