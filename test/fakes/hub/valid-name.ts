/** Whether the Hub takes `name` or `owner/name` as the id of a repository (huggingface_hub, `validate_repo_id`, for ASCII). */
export function isValidName(id: string): boolean {
  const parts = id.split('/');
  const isPart = (text: string) => /^[\w.-]+$/.test(text) && text.length <= 96 && !/^[-.]|[-.]$/.test(text);
  return (
    parts.length < 3 && parts.every(isPart) && !['--', '..'].some((pair) => id.includes(pair)) && !id.endsWith('.git')
  );
}
