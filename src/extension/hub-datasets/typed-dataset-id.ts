import { hubDatasetId } from '../../protocol/hub-dataset.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';

/** The dataset that a text names by its id, as `hf:<id>`, or by the address of its page; null where it is none of these. */
export function typedDatasetId(text: string): string | null {
  const written = text.trim();
  const page = /^https?:\/\/[^/]+\/datasets\/([^/?#]+(?:\/[^/?#]+)?)/.exec(written)?.[1];
  const id = page ?? hubDatasetId(written) ?? written;
  return isRepositoryId(id) ? id : null;
}
