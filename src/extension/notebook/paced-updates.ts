/**
 * Calls `update` when there is something new to show, but never twice within `intervalMs`, never while one is under way, and less
 * often when updates take long: at most a fifth of the time goes into them.
 */
export class PacedUpdates {
  readonly #update: () => Promise<void>;
  readonly #intervalMs: number;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #nextAt = 0;
  #again = false;
  #ended = false;

  constructor(update: () => Promise<void>, intervalMs: number) {
    this.#update = update;
    this.#intervalMs = intervalMs;
  }

  /** There is something new. */
  request(): void {
    if (this.#ended) return;
    this.#again = true;
    this.#timer ??= setTimeout(() => this.#run(), Math.max(0, this.#nextAt - performance.now()));
  }

  /** No update begins after this; resolves when the one under way is done. */
  end(): Promise<void> {
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return this.#running;
  }

  #run(): void {
    const startedAt = performance.now();
    this.#again = false;
    // The timer stays set while the update is under way, so that requests meanwhile wait for its end.
    this.#running = this.#update()
      .catch(() => {})
      .finally(() => {
        const tookMs = performance.now() - startedAt;
        this.#nextAt = startedAt + Math.max(this.#intervalMs, 5 * tookMs);
        this.#timer = null;
        if (this.#again) this.request();
      });
  }
}
