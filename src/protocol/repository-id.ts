/**
 * Whether a text can be the id of a repository, `name` or `owner/name` (huggingface_hub, `validate_repo_id`). It becomes part of URLs and
 * folder names.
 */
export function isRepositoryId(repo: string): boolean {
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(repo) && !/--|\.\./.test(repo) && repo.length <= 96 * 2;
}
