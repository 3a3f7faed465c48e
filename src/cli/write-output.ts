import { randomBytes } from 'node:crypto';
import { constants, type Stats, writeFile } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../protocol/error-code.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { CommandContext } from './command-context.ts';
import { type OutputTarget, outputTarget } from './output-target.ts';

/** What a system answers where no new file can take the place of another: a folder without rights, a file that is a mount of its own. */
const notReplaceable = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);

/** Until it is looked again whether a pipe has a reader, and room. */
const againMs = 10;

/**
 * Writes `text` to what `file` names, links followed. A file is either the old one or the whole new one, with the permissions of the
 * old: written under a temporary name beside it, flushed, then renamed. Pipes and devices, and files that cannot be replaced, are
 * written straight.
 *
 * @throws {ProblemError} run-output-unusable, run-output-not-written; run-cancelled while a pipe has no reader
 */
export async function writeOutput(
  file: string,
  text: string,
  context: Pick<CommandContext, 'stdout' | 'stderr' | 'signal'>,
): Promise<void> {
  const target = await outputTarget(file);
  try {
    await writeTarget(target, text, context);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'run', code: 'run-output-not-written', file, reason }, { cause });
  }
}

async function writeTarget(target: OutputTarget, text: string, context: Parameters<typeof writeOutput>[2]) {
  switch (target.kind) {
    case 'new':
      return replaceWhole(target.path, text, null);
    case 'replaced':
      return replaceWhole(target.path, text, target.found).catch((error: unknown) => {
        if (!notReplaceable.has(errorCode(error))) throw error;
        return writeStraight(target.path, text);
      });
    case 'overwritten':
    case 'device':
      return writeStraight(target.path, text);
    case 'pipe':
      return writePipe(target.path, text, context.signal);
    case 'descriptor':
      return writeDescriptor(target.descriptor, text, context);
  }
}

/** @param old whose owner and permissions the new file gets; null: those of any new file */
async function replaceWhole(path: string, text: string, old: Stats | null): Promise<void> {
  const temporary = join(dirname(path), `.esm-rank.${randomBytes(4).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', old === null ? 0o666 : 0o600);
  try {
    await writeDurably(handle, text, old);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeDurably(handle: FileHandle, text: string, old: Stats | null): Promise<void> {
  try {
    if (old !== null) await handle.chown(old.uid, old.gid);
    if (old !== null) await handle.chmod(old.mode & 0o7777);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeStraight(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/**
 * Waits for a reader, and writes what it takes. Opened without blocking: a thread that waits in the system call could not be cancelled,
 * and would keep the process from ending.
 */
async function writePipe(path: string, text: string, signal: AbortSignal): Promise<void> {
  try {
    const pipe = await whenReady('ENXIO', signal, () => open(path, constants.O_WRONLY | constants.O_NONBLOCK));
    await writeAll(pipe, Buffer.from(text), signal).finally(() => pipe.close());
  } catch (cause) {
    if (signal.aborted) throw new ProblemError({ area: 'run', code: 'run-cancelled' }, { cause });
    // A reader that has seen enough is no failure.
    if (errorCode(cause) !== 'EPIPE') throw cause;
  }
}

async function writeAll(pipe: FileHandle, bytes: Buffer, signal: AbortSignal): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await whenReady('EAGAIN', signal, () => pipe.write(bytes, written))).bytesWritten;
  }
}

/** Tries a step again and again while the system answers that the other side is not ready. */
async function whenReady<Value>(notReady: string, signal: AbortSignal, step: () => Promise<Value>): Promise<Value> {
  while (true) {
    try {
      return await step();
    } catch (error) {
      if (errorCode(error) !== notReady) throw error;
    }
    await delay(againMs, undefined, { signal });
  }
}

/** The streams of this process buffer, and must not be overtaken; any other descriptor is written where it stands. */
async function writeDescriptor(
  descriptor: number,
  text: string,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): Promise<void> {
  if (descriptor === 1) stdout.write(text);
  else if (descriptor === 2) stderr.write(text);
  else await promisify(writeFile)(descriptor, text);
}
