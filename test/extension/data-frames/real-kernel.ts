import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { PythonKernel } from '../../../src/extension/data-frames/kernel-frames.ts';

const python = process.env.ITR_HUB_PYTHON ?? 'python3';
const outputs = z.array(z.record(z.string(), z.unknown()));

/** Whether there is a Python with an ipykernel and these packages. */
export function kernelHas(...packages: string[]): boolean {
  const search = 'import sys, importlib.util as i; sys.exit(any(i.find_spec(p) is None for p in sys.argv[1:]))';
  try {
    execFileSync(python, ['-c', search, 'ipykernel', 'jupyter_client', ...packages], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The token of nobody who cancels. */
export const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

/** A kernel, to be stopped at the end. */
export interface RealKernel extends PythonKernel, AsyncDisposable {
  /** Runs code as a cell does; returns its outputs by mime type. */
  run(code: string): Promise<z.infer<typeof outputs>>;
}

/**
 * Stands in for the API of the Jupyter extension, which is on no registry that a test may ask: the same `executeCode`, with the messages
 * of a real ipykernel behind it.
 *
 * @param program path of `real-kernel.py`, for who is bundled elsewhere
 */
export function startKernel(program = join(import.meta.dirname, 'real-kernel.py')): RealKernel {
  const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const run = async (code: string) => {
    child.stdin.write(`${JSON.stringify(code)}\n`);
    const line = await lines.next();
    return outputs.parse(JSON.parse(line.value ?? 'null'));
  };
  return {
    run,
    async *executeCode(code) {
      for (const bundle of await run(code)) {
        const items = Object.entries(bundle).map(([mime, value]) => ({ mime, data: bytesOf(value) }));
        yield { items };
      }
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.on('close', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}
