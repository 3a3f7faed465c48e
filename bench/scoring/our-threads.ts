import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadData } from './scoring-thread.ts';

/** Worker threads that score the same maps at the same time. */
export class OurThreads {
  readonly #workers: Worker[];

  constructor(data: ThreadData, threads: number) {
    const url = new URL('scoring-thread.ts', import.meta.url);
    this.#workers = Array.from({ length: threads }, () => new Worker(url, { workerData: data }));
  }

  /** Scores `count` maps on each thread. Wall-clock and processor milliseconds per map over all threads, and the scores of the first thread. */
  async score(count: number): Promise<{ ms: number; cpu: number; scores: Float64Array }> {
    const start = performance.now();
    const usedBefore = process.cpuUsage();
    const replies = await Promise.all(
      this.#workers.map((worker) => {
        worker.postMessage(count);
        return once(worker, 'message');
      }),
    );
    const maps = count * this.#workers.length;
    const ms = (performance.now() - start) / maps;
    const used = process.cpuUsage(usedBefore);
    const cpu = (used.user + used.system) / 1000 / maps;
    const [scores]: [Float64Array?] = [replies[0]?.[0]];
    return { ms, cpu, scores: scores ?? new Float64Array() };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
