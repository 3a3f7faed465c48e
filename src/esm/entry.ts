/** One Embedding Space Map as the Hub lists it, before any of its files is read. */
export interface EsmEntry {
  /** Repository id, the identity of the map. */
  repo: string;
  /** Commit sha of its head. */
  revision: string;
  /** Tags of the listing: `base_model:…`, `dataset:…`, languages, licences. */
  tags: readonly string[];
  downloads: number;
  /** Absolute path of its folder, where it lies on this machine and not on the Hub. */
  folder?: string;
}
