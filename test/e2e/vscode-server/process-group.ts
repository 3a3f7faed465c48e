import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a detached process with all its children: asks first, forces after five seconds, and waits until none is left. */
export async function stopProcessGroup(pid: number): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  if (await groupEnds(pid, 5_000)) return;
  signalGroup(pid, 'SIGKILL');
  if (!(await groupEnds(pid, 5_000))) throw new Error(`process group ${pid} does not end`);
}

async function groupEnds(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!signalGroup(pid, 0)) return true;
    await sleep(50);
  }
  return false;
}

/** Whether the group is there to get the signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
