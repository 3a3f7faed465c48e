import { cpus, loadavg, totalmem } from 'node:os';

/** One line about the machine and how busy it is: numbers without it say little. */
export function describeMachine(): string {
  const [processor] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${memory} GiB, Node ${process.versions.node}, load ${load.join(' ')}`;
}
