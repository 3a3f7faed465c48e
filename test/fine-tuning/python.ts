import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** The Python that tests run: `ITR_PYTHON`, else `python3`; null where there is none. */
export const python = firstThatRuns([process.env.ITR_PYTHON, 'python3']);

/** Whether that Python can import all of these packages. Finding them is enough: importing torch takes seconds. */
export function pythonHas(...packages: string[]): boolean {
  if (python === null) return false;
  const search = 'import sys, importlib.util as i; sys.exit(any(i.find_spec(p) is None for p in sys.argv[1:]))';
  return runs(python, ['-c', search, ...packages]);
}

/** Runs a program text and returns what it printed; throws with its error output where it fails. */
export async function runPython(
  source: string,
  { folder, env = {} }: { folder: string; env?: Record<string, string> },
): Promise<string> {
  if (python === null) throw new Error('no Python');
  const { stdout } = await promisify(execFile)(python, ['-c', source], {
    cwd: folder,
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Runs a program text and interrupts it, as Ctrl+C does, once it has printed `at`. Throws where it ends before. */
export async function interruptPython(
  source: string,
  { folder, env, at }: { folder: string; env: Record<string, string>; at: string },
): Promise<void> {
  if (python === null) throw new Error('no Python');
  const child = spawn(python, ['-u', '-c', source], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString();
    if (printed.includes(at)) child.kill('SIGINT');
  });
  await once(child, 'exit');
  if (!printed.includes(at)) throw new Error(`it ended before it printed "${at}": ${printed}`);
}

function firstThatRuns(names: readonly (string | undefined)[]): string | null {
  return names.find((name): name is string => name !== undefined && name !== '' && runs(name, ['--version'])) ?? null;
}

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
