/** The files of a model's repository at one revision, wherever they are. */
export interface RepositoryFiles {
  /** Canonical id, for messages and the embedding cache. */
  id: string;
  /** Commit. */
  revision: string;
  /**
   * Absolute path of a file on this machine, fetched if need be; null where the repository has none of that name.
   *
   * @param limitBytes what a file of its kind can have; a larger one is not fetched
   */
  path(name: string, limitBytes: number): Promise<string | null>;
  /** Whether the repository has a file of that name, as far as is known; fetches nothing. */
  has(name: string): Promise<boolean>;
}
