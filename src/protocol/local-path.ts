/**
 * Whether a name of a model or a map is a path on this machine and not a repository on the Hub: it starts with `./`, `../`, `/`, `~/` or
 * a drive letter, which no repository name can. On Windows `\` stands for `/`.
 */
export function isLocalPath(name: string): boolean {
  return /^(?:\.{1,2}|~|[A-Za-z]:)?[\\/]|^\.{1,2}$/.test(name);
}
