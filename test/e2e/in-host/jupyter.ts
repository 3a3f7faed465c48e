import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const named = process.env.ITR_HUB_PYTHON ?? '';
const packages = ['nbformat', 'nbconvert'];

/** A Python with Jupyter's own packages: the one that ITR_HUB_PYTHON names, else `python3` where it has them; null where there is none. */
export const jupyterPython = named !== '' ? named : hasPackages('python3') ? 'python3' : null;

if (jupyterPython === null)
  console.warn(
    `The saved notebook is not read by Jupyter: no Python with ${packages.join(' and ')} (set ITR_HUB_PYTHON).`,
  );

const converted = z.object({ html: z.string(), markdown: z.string() });

/**
 * Reads a notebook with nbformat, which checks it against the schema of the format, and writes it to `target`.
 *
 * @returns what nbconvert makes of it
 */
export async function readByJupyter(source: string, target: string): Promise<z.infer<typeof converted>> {
  if (jupyterPython === null) throw new Error('no Python with nbformat');
  const program = join(import.meta.dirname, 'read-notebook.py');
  const { stdout } = await promisify(execFile)(jupyterPython, [program, source, target], { maxBuffer: 1 << 26 });
  return converted.parse(JSON.parse(stdout));
}

function hasPackages(python: string): boolean {
  const search = 'import sys, importlib.util as i; sys.exit(any(i.find_spec(p) is None for p in sys.argv[1:]))';
  try {
    execFileSync(python, ['-c', search, ...packages], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
