import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../protocol/problem.ts';
import { type ScoringJob, type ScoringReply, scoringReply } from './scoring-messages.ts';
import type { ScoringWorkerData } from './scoring-worker-data.ts';

/** Worker threads that score maps, one at a time each. */
export interface ScoringPool {
  /** Scores one map; waits for a free worker. Rejects only when scoring as a whole has failed. */
  score(job: Omit<ScoringJob, 'id'>): Promise<ScoringReply>;
  /** Ends the threads; jobs under way are dropped. */
  close(): Promise<void>;
}

interface Pending {
  job: ScoringJob;
  resolve: (reply: ScoringReply) => void;
  reject: (reason: unknown) => void;
}

/** A worker that dies is replaced, but not for ever: so many deaths end the run. */
const maxDeaths = 3;

/**
 * Starts `threads` workers at `workerUrl`, each given `workerData` once.
 * A map whose worker dies (out of memory, a native fault) is skipped as `esm-unexpected`; the worker is replaced.
 */
export function createScoringPool(params: {
  workerUrl: URL;
  threads: number;
  /** Null for a worker that takes none. */
  workerData: ScoringWorkerData | null;
}): ScoringPool {
  return new Pool(params.workerUrl, params.workerData, Math.max(1, params.threads));
}

class Pool implements ScoringPool {
  readonly #workerUrl: URL;
  readonly #workerData: ScoringWorkerData | null;
  readonly #waiting: Pending[] = [];
  readonly #busy = new Map<Worker, Pending>();
  readonly #idle: Worker[] = [];
  #deaths = 0;
  #nextId = 1;
  #closed = false;
  #failure: ProblemError | null = null;

  constructor(workerUrl: URL, workerData: ScoringWorkerData | null, threads: number) {
    this.#workerUrl = workerUrl;
    this.#workerData = workerData;
    for (let thread = 0; thread < threads; thread++) this.#start();
  }

  score(job: Omit<ScoringJob, 'id'>): Promise<ScoringReply> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job: { ...job, id: this.#nextId++ }, resolve, reject });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.length = 0;
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #start(): void {
    const worker = new Worker(this.#workerUrl, { workerData: this.#workerData });
    worker.on('message', (message: unknown) => this.#settle(worker, message));
    worker.on('error', (error) => this.#bury(worker, error.message));
    worker.on('exit', (code) => this.#bury(worker, `the scoring thread ended with code ${code}`));
    this.#idle.push(worker);
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      if (worker === undefined) return;
      const pending = this.#waiting.shift();
      if (pending === undefined) return;
      this.#busy.set(worker, pending);
      worker.postMessage(pending.job);
    }
  }

  #settle(worker: Worker, message: unknown): void {
    const pending = this.#busy.get(worker);
    this.#busy.delete(worker);
    this.#idle.push(worker);
    const reply = scoringReply.safeParse(message);
    // Thrown here, it would reach nobody, and the run would wait for ever.
    if (!reply.success) {
      this.#fail(pending, `the scoring thread answered what it may not: ${reply.error.message}`);
      return;
    }
    pending?.resolve(reply.data);
    this.#dispatch();
  }

  /** Takes a dead worker out, skips its map, and starts another worker in its place. */
  #bury(worker: Worker, reason: string): void {
    const pending = this.#busy.get(worker);
    const idleAt = this.#idle.indexOf(worker);
    if (this.#closed || (pending === undefined && idleAt < 0)) return;
    this.#busy.delete(worker);
    if (idleAt >= 0) this.#idle.splice(idleAt, 1);
    this.#deaths += 1;
    if (this.#deaths > maxDeaths || pending === undefined) {
      this.#fail(pending, reason);
      return;
    }
    const { id, repo } = pending.job;
    pending.resolve({ kind: 'skipped', id, problem: { area: 'esm', code: 'esm-unexpected', repo, reason } });
    this.#start();
    this.#dispatch();
  }

  #fail(pending: Pending | undefined, reason: string): void {
    const failure = new ProblemError({ area: 'run', code: 'run-scoring-failed', reason });
    this.#failure = failure;
    pending?.reject(failure);
    for (const { reject } of this.#waiting.splice(0)) reject(failure);
    for (const { reject } of this.#busy.values()) reject(failure);
  }
}
