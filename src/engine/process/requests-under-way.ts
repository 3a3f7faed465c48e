/** Requests that are being answered, so that they can be cancelled together. */
export class RequestsUnderWay {
  readonly #cancelling = new AbortController();
  readonly #answers = new Set<Promise<unknown>>();

  /** Answers a request; its signal is aborted by the asker's, and by {@link RequestsUnderWay.cancel}. */
  async run<Value>(asker: AbortSignal, answer: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const answering = answer(AbortSignal.any([asker, this.#cancelling.signal]));
    this.#answers.add(answering);
    try {
      return await answering;
    } finally {
      this.#answers.delete(answering);
    }
  }

  /** Cancels all requests, later ones too, and waits until they have ended. */
  async cancel(): Promise<void> {
    this.#cancelling.abort();
    await Promise.allSettled(this.#answers);
  }
}
