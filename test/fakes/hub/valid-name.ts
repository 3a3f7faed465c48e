/**
 * Whether the Hub takes `name` or `owner/name` as the id of a repository, as `validate_repo_id` of huggingface_hub tells before it asks: the regular expression is that of
 * its source, for ASCII.
 */
export function isValidName(id: string): boolean {
  const form = /^(?:\b[\w\-.]{1,96}\b\/)?\b[\w\-.]{1,96}\b$/;
  return form.test(id) && !id.includes('--') && !id.includes('..') && !id.endsWith('.git');
}
