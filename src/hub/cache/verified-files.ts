import type { Stats } from 'node:fs';

/** Files of the cache that this process has found to be whole: each is read for that once, and again where it has changed since. */
export class VerifiedFiles {
  readonly #known = new Map<string, string>();

  has(file: Stats): boolean {
    return this.#known.get(idOf(file)) === stateOf(file);
  }

  add(file: Stats): void {
    this.#known.set(idOf(file), stateOf(file));
  }
}

function idOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`;
}

function stateOf({ size, mtimeMs }: Stats): string {
  return `${size} ${mtimeMs}`;
}
