import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'dist/cli.js');

/** How a command line ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command line under way. */
export interface Started {
  ended: Promise<Ended>;
  /** Resolves when stderr has held the text. */
  said(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** Starts the bundled `esm-rank` as a user would, in a process of its own. */
export function startBuilt(args: readonly string[], env: Record<string, string>, cwd = root): Started {
  if (!existsSync(bundle))
    throw new Error('dist/cli.js is missing: run "npm run build" before the tests of the bundle');
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const check of waiting) check();
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return {
    ended,
    signal: (name) => void child.kill(name),
    said: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!stderr.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

/** Silence in an answer is given up after 30 seconds: what waits for it longer than this has not heard a signal. */
const deafMs = 25_000;

/**
 * Stops a command line that waits for an answer which never comes, and returns how it ended.
 *
 * @throws Error where it went on waiting
 */
export async function stopWaiting({ ended, signal }: Started, name: NodeJS.Signals): Promise<Ended> {
  signal(name);
  const deaf = new AbortController();
  const wait = sleep(deafMs, null, { signal: deaf.signal }).catch(() => null);
  const result = await Promise.race([ended, wait]);
  deaf.abort();
  if (result === null) throw new Error(`${name} did not end it in ${deafMs} ms`);
  return result;
}

/** Runs the bundled `esm-rank` to its end. */
export function runBuilt(args: readonly string[], env: Record<string, string>, cwd?: string): Promise<Ended> {
  return startBuilt(args, env, cwd).ended;
}
