import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of everything that runs on this machine with `part` in its command line (Linux). */
export function processesWith(part: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(part))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
