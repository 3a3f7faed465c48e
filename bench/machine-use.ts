import { readdirSync, readFileSync } from 'node:fs';

/** What a piece of work took, and who else was at work on the machine meanwhile. */
export interface MachineUse {
  /** Wall clock, milliseconds. */
  ms: number;
  /** Processor time of this process and all that it started, milliseconds; NaN where there is no /proc. */
  cpuMs: number;
  /** Processor time of everybody else, as a share of what the machine has; NaN where there is no /proc. */
  othersShare: number;
}

/** The kernel counts processor time in hundredths of a second (proc(5), USER_HZ). */
const msPerTick = 10;

/** From this share on, others disturb: threads that wait for each other lose more than the share itself. */
const quietUpTo = 0.05;

/** Does the work and says what it took. Nothing else that this process started may run meanwhile. */
export async function withUse<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ result: Result; use: MachineUse }> {
  const before = snapshot();
  const result = await work();
  const after = snapshot();
  const cpuMs = after.ownMs - before.ownMs;
  const othersMs = Math.max(0, after.busyMs - before.busyMs - cpuMs);
  const availableMs = after.availableMs - before.availableMs;
  return { result, use: { ms: after.at - before.at, cpuMs, othersShare: othersMs / availableMs } };
}

/**
 * A ratio for a table: in parentheses where it was taken while others used more than a twentieth of the machine, since work with
 * more threads, or with threads that wait for each other, is hit harder.
 */
export function formatRatio(ratio: number, uses: readonly MachineUse[]): string {
  const text = ratio.toFixed(1);
  return isQuiet(uses) ? text : `(${text})`;
}

/** A line to stand below a table of ratios: how quiet the machine was. */
export function describeOthers(uses: readonly MachineUse[]): string {
  const worst = Math.max(...uses.map(({ othersShare }) => othersShare));
  if (Number.isNaN(worst)) return 'What others used of the machine is not known here: the ratios are in parentheses.';
  const share = `Others used at most ${(100 * worst).toFixed(1)} % of the machine in a measurement.`;
  return isQuiet(uses) ? share : `${share} Ratios in parentheses do not count: take them again on a quiet machine.`;
}

function isQuiet(uses: readonly MachineUse[]): boolean {
  return uses.every(({ othersShare }) => othersShare <= quietUpTo);
}

interface Snapshot {
  at: number;
  /** Processor time of this process and of all its descendants, those that have ended among them. */
  ownMs: number;
  /** Processor time that the machine has spent on anything. */
  busyMs: number;
  /** The same with the time in which it was idle. */
  availableMs: number;
}

function snapshot(): Snapshot {
  try {
    return { at: performance.now(), ownMs: treeMs(process.pid), ...machineMs() };
  } catch {
    return { at: performance.now(), ownMs: Number.NaN, busyMs: Number.NaN, availableMs: Number.NaN };
  }
}

/** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
function machineMs(): { busyMs: number; availableMs: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, value) => sum + value, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return { busyMs: msPerTick * (all - idle), availableMs: msPerTick * all };
}

function treeMs(pid: number): number {
  // What stands after the name in parentheses: state is field 3; utime, stime, cutime, cstime are fields 14 to 17.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = fields.slice(11, 15).reduce((sum, value) => sum + Number(value), 0);
  return msPerTick * own + childrenOf(pid).reduce((sum, child) => sum + endedAsZero(child), 0);
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** A process that ends while it is looked at is counted by its parent the next time. */
function endedAsZero(pid: number): number {
  try {
    return treeMs(pid);
  } catch {
    return 0;
  }
}
