/**
 * A first-in first-out channel between stages that run side by side: one side pushes, the other iterates. Closing ends the
 * iteration after the last item; failing makes it throw. Items are small (paths, not weights), so nothing limits its length.
 */
export class AsyncQueue<Item extends object> implements AsyncIterable<Item> {
  readonly #items: Item[] = [];
  #wake: (() => void) | null = null;
  #closed = false;
  #failure: { reason: unknown } | null = null;

  push(item: Item): void {
    this.#items.push(item);
    this.#notify();
  }

  close(): void {
    this.#closed = true;
    this.#notify();
  }

  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#notify();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    while (true) {
      if (this.#failure !== null) throw this.#failure.reason;
      const item = this.#items.shift();
      if (item !== undefined) yield item;
      else if (this.#closed) return;
      else await this.#change();
    }
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = null;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const previous = this.#wake;
      this.#wake = () => {
        previous?.();
        resolve();
      };
    });
  }
}
