/** A repository name as the Hub allows it: `name` or `owner/name`; no dots-only parts, no spaces, no colon. */
const repositoryName = /^(?!\.)[\w.-]{1,96}(?:\/(?!\.)[\w.-]{1,96})?$/;

/** Address of a map or a model on the Hub; null where the name is none that the Hub allows, so that no other address can be made of it. */
export function modelAddress(repo: string | null, hub = 'https://huggingface.co'): string | null {
  return repo !== null && repositoryName.test(repo) ? `${hub}/${repo}` : null;
}

/** Address of an intermediate task's dataset on the Hub; null where the id is no repository name. */
export function datasetAddress(taskId: string, hub = 'https://huggingface.co'): string | null {
  return repositoryName.test(taskId) ? `${hub}/datasets/${taskId}` : null;
}
