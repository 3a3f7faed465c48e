import type { CancellationToken } from 'vscode';
import * as z from 'zod';
import { answerMime, listFramesProgram, writeFrameProgram } from './kernel-programs.ts';

/** What is needed of a kernel of the Jupyter extension. */
export interface PythonKernel {
  executeCode(code: string, token: CancellationToken): AsyncIterable<KernelOutput>;
}

/** One output, as the Jupyter extension gives it. */
interface KernelOutput {
  items: readonly { mime: string; data: Uint8Array }[];
}

const frames = z.array(
  z.object({
    /** Of the variable. */
    name: z.string(),
    library: z.enum(['pandas', 'polars', 'datasets']),
    rows: z.number().int().nonnegative(),
    /** Names of the first 100. */
    columns: z.array(z.string()),
    /** How many columns there are. */
    width: z.number().int().nonnegative(),
  }),
);

/** A frame among the variables of a kernel. */
export type KernelFrame = z.infer<typeof frames>[number];

const written = z.object({ written: z.boolean() });
const errorMime = 'application/vnd.code.notebook.error';
const kernelError = z.object({ name: z.string(), message: z.string() });

/** A program that the kernel did not run to its end; `message` is what Python said. */
export class KernelFailure extends Error {}

/**
 * The pandas, polars and `datasets` frames of a kernel, in the order in which they were assigned.
 *
 * @throws {KernelFailure}
 */
export async function listFrames(kernel: PythonKernel, token: CancellationToken): Promise<KernelFrame[]> {
  return frames.parse(await answerOf(kernel, listFramesProgram, token));
}

/**
 * Writes a frame as JSON Lines.
 *
 * @param path of the new file
 * @returns false where the kernel does not see the folder: it runs on another machine
 * @throws {KernelFailure}
 */
export async function writeFrame(
  kernel: PythonKernel,
  { name, path }: { name: string; path: string },
  token: CancellationToken,
): Promise<boolean> {
  return written.parse(await answerOf(kernel, writeFrameProgram(name, path), token)).written;
}

async function answerOf(kernel: PythonKernel, program: string, token: CancellationToken): Promise<unknown> {
  let answer: unknown = null;
  for await (const { items } of kernel.executeCode(program, token)) {
    for (const { mime, data } of items) {
      const text = new TextDecoder().decode(data);
      if (mime === errorMime) throw new KernelFailure(errorText(text));
      if (mime === answerMime) answer = JSON.parse(text);
    }
  }
  if (answer === null) throw new KernelFailure('it gave no answer');
  return answer;
}

function errorText(json: string): string {
  const { name, message } = kernelError.parse(JSON.parse(json));
  return `${name}: ${message}`;
}
