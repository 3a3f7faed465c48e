import { nearestName } from './nearest-name.ts';

/**
 * The file that was most likely meant by a path that leads to none: one of that name in another folder, else the one whose path or name
 * is written most alike. Null where none is near.
 *
 * @param files paths from where that of the recipe starts, with `/`
 */
export function nearestFile(written: string, files: readonly string[]): string | null {
  const path = written.replaceAll('\\', '/').replace(/^\.\//, '');
  const elsewhere = files.find((file) => nameOf(file).toLowerCase() === nameOf(path).toLowerCase());
  if (elsewhere !== undefined) return elsewhere;
  const alike = nearestName(path, files);
  if (alike !== null) return alike;
  const name = nearestName(nameOf(path), files.map(nameOf));
  return name === null ? null : (files.find((file) => nameOf(file) === name) ?? null);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
