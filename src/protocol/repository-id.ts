/** An owner or a name: letters, digits, `_`, `-` and `.`, of which the latter two stand neither first nor last. */
const part = /^\w(?:[\w.-]{0,94}\w)?$/;

/**
 * Whether a text can be the id of a repository, `name` or `owner/name`, by the rules of huggingface_hub (`validate_repo_id`): each part has
 * at most 96 characters, none of them holds `--` or `..`, and the name does not end with `.git`. It becomes part of URLs and folder names.
 */
export function isRepositoryId(repo: string): boolean {
  const parts = repo.split('/');
  return parts.length <= 2 && parts.every((each) => part.test(each)) && !/--|\.\.|\.git$/.test(repo);
}
