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

  /** Scores `count` maps on each thread. Wall-clock milliseconds per map over all threads, and the scores of the first thread. */
  async score(count: number): Promise<{ ms: number; scores: Float64Array }> {
    const start = performance.now();
    const replies = await Promise.all(
      this.#workers.map((worker) => {
        worker.postMessage(count);
        return once(worker, 'message');
      }),
    );
    const ms = (performance.now() - start) / (count * this.#workers.length);
    const [scores]: [Float64Array?] = [replies[0]?.[0]];
    return { ms, scores: scores ?? new Float64Array() };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
