import type { Progress, Stage } from '../../protocol/progress.ts';
import type { RunEvent } from '../between-stages/run-events.ts';
import type { RunUpdate } from './messages.ts';

/** Milliseconds between two updates of one run: ten per second are more than an eye needs, and few enough to cost nothing. */
const intervalMs = 100;

/** Gathers what happens in a run and sends it in batches, so that thousands of small events do not flood the wire. */
export class RunUpdates {
  readonly #run: number;
  readonly #send: (update: RunUpdate) => void;
  readonly #progress = new Map<Stage, Progress>();
  #events: RunEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(run: number, send: (update: RunUpdate) => void) {
    this.#run = run;
    this.#send = send;
  }

  /** Newer progress of a stage takes the place of older. */
  progress(progress: Progress): void {
    this.#progress.set(progress.stage, progress);
    this.#schedule();
  }

  event(event: RunEvent): void {
    this.#events.push(event);
    this.#schedule();
  }

  /** Sends what is left, and nothing after it. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flush();
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, intervalMs - (performance.now() - this.#sentAt));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#flush();
    }, wait);
  }

  #flush(): void {
    if (this.#progress.size === 0 && this.#events.length === 0) return;
    this.#sentAt = performance.now();
    this.#send({ run: this.#run, progress: [...this.#progress.values()], events: this.#events });
    this.#progress.clear();
    this.#events = [];
  }
}
