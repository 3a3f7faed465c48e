/**
 * The pattern of a README's `data_files` as a regular expression for paths within a repository: `*` and `?` stay within a folder,
 * `**` does not, `[…]` is one of some letters (as fsspec's `glob`, which `datasets` uses).
 */
export function filePattern(pattern: string, folder: string | null): RegExp {
  const path = pattern.replace(/^(?:\.?\/)+/, '');
  const whole = folder === null ? path : `${folder}/${path}`;
  const source = whole.replace(/\*\*\/?|[*?]|\[!?[^\]/]+\]|[\\^$.|+()[\]{}]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
