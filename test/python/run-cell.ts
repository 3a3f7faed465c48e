import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** The Python with `hf-dataset-selector` (`hfselect`) and IPython that tests run: `ITR_HFSELECT_PYTHON`; null where there is none. */
export const hfselectPython = usable(process.env.ITR_HFSELECT_PYTHON);

function usable(python: string | undefined): string | null {
  if (python === undefined || python === '') return null;
  const search = 'import sys, importlib.util as i; sys.exit(any(i.find_spec(p) is None for p in sys.argv[1:]))';
  try {
    execFileSync(python, ['-c', search, 'hfselect', 'IPython'], { stdio: 'ignore' });
    return python;
  } catch {
    return null;
  }
}

/** Runs `setup`, then `cell` as a notebook does, and prints the mime bundles that it displayed. */
const program = `import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

setup, cell = json.loads(sys.stdin.read())
shell = InteractiveShell.instance()
shell.run_cell(setup).raise_error()
with capture_output() as captured:
    shell.run_cell(cell).raise_error()
print("bundles:" + json.dumps([output.data for output in captured.outputs], allow_nan=False))`;

/**
 * Runs two cells in IPython, the way a notebook's kernel does, and returns what the second displayed: a mime bundle for each
 * output. Rejects with Python's message where a cell fails.
 */
export async function displayedBy(setup: string, cell: string, folder: string): Promise<unknown> {
  if (hfselectPython === null) throw new Error('no Python with hfselect');
  const env = {
    ...process.env,
    HF_HOME: folder,
    HF_HUB_OFFLINE: '1',
    IPYTHONDIR: folder,
    CUDA_VISIBLE_DEVICES: '',
    OMP_NUM_THREADS: '1',
  };
  const running = promisify(execFile)(hfselectPython, ['-c', program], {
    cwd: folder,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  running.child.stdin?.end(JSON.stringify([setup, cell]));
  const { stdout } = await running;
  const printed = stdout.split('\n').find((line) => line.startsWith('bundles:'));
  return JSON.parse(printed?.slice('bundles:'.length) ?? 'null');
}
