import { type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a process ended, and what it took. */
export interface Watched {
  stdout: string;
  ms: number;
  /** Most resident memory it had, as the kernel counts it; NaN where there is no /proc. */
  peakBytes: number;
  /** Resident memory, about every 200 ms. */
  residentBytes: number[];
}

/**
 * Runs a command to its end and watches its memory.
 *
 * @throws {Error} with the end of its stderr, where its exit code is not 0
 */
export async function watchProcess(command: string, args: string[], options: SpawnOptions): Promise<Watched> {
  const begin = performance.now();
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => {
    output.stdout += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    output.stderr += data.toString();
  });
  let code: number | null | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      code = status;
      resolve();
    });
  });
  const residentBytes: number[] = [];
  let peakBytes = Number.NaN;
  while (code === undefined) {
    const { peak, now } = memoryOf(child.pid ?? 0);
    if (!Number.isNaN(peak)) peakBytes = peak;
    if (!Number.isNaN(now)) residentBytes.push(now);
    await Promise.race([ended, sleep(200)]);
  }
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}: ${output.stderr.slice(-2000)}`);
  return { stdout: output.stdout, ms: performance.now() - begin, peakBytes, residentBytes };
}

/** Of /proc/<pid>/status: the highest and the present resident memory. */
export function memoryOf(pid: number): { peak: number; now: number } {
  const bytes = (status: string, name: string) => 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return { peak: bytes(status, 'VmHWM'), now: bytes(status, 'VmRSS') };
  } catch {
    return { peak: Number.NaN, now: Number.NaN };
  }
}
