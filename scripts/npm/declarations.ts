import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const emitted = join(root, 'build/declarations');

/** Lays out in `folder` the declarations of the library, and of what these name: those alone, of the hundreds that the compiler writes. */
export function copyDeclarations(folder: string): void {
  rmSync(emitted, { recursive: true, force: true });
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', join(root, 'src/library'), '--outDir', emitted], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [entry] = globSync('**/library/index.d.ts', { cwd: emitted });
  if (entry === undefined) throw new Error(`${emitted}: no declarations of the library`);
  const top = join(emitted, dirname(dirname(entry)));
  for (const file of namedBy(join(emitted, entry))) {
    const to = join(folder, relative(top, file));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(file, to);
  }
}

/** A file of declarations, and all that it names, over however many others. */
function namedBy(entry: string): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const folder = dirname(file);
    const names = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*["'](\.[^"']+)\.ts["']/g);
    open.push(...[...names].map(([, name]) => join(folder, `${name}.d.ts`)));
  }
  return found;
}
