import { Worker } from 'node:worker_threads';
import { cancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { type EncoderReply, type EncoderTask, encoderReply } from './encoder-messages.ts';
import { refuseTelemetry } from './refuse-telemetry.ts';

interface Pending {
  resolve: (reply: EncoderReply) => void;
  reject: (reason: ProblemError) => void;
}

/**
 * The caller's end of an encoder thread. The thread is never torn down from outside: ending it while ONNX Runtime computes would abort
 * the process. It is asked to close, and does after what it is at.
 */
export class EncoderThread {
  readonly #model: string;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  #nextId = 1;
  #failure: ProblemError | null = null;
  #closing = false;

  constructor(model: string, workerUrl: URL) {
    this.#model = model;
    refuseTelemetry(process.env);
    // Options of the process's own start (a debugger, a script given as text) are not the thread's.
    this.#worker = new Worker(workerUrl, { execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (message: unknown) => this.#settle(message));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#fail(`the encoder thread ended with code ${code}`);
        resolve();
      });
    });
  }

  /**
   * Asks the thread for something. Cancelling rejects at once; the thread still finishes what it is at.
   *
   * @throws {ProblemError} a problem of the language model, run-cancelled
   */
  async request(task: EncoderTask, signal?: AbortSignal): Promise<EncoderReply> {
    if (signal?.aborted) throw cancelled(signal.reason);
    if (this.#failure !== null) throw this.#failure;
    const { promise, resolve, reject } = Promise.withResolvers<EncoderReply>();
    const onAbort = () => reject(cancelled(signal?.reason));
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#pending.set(this.#post(task), { resolve, reject });
    // While something is asked, the thread keeps the process alive; an idle one does not.
    this.#worker.ref();
    try {
      const reply = await promise;
      if (reply.kind === 'failed') throw new ProblemError(reply.problem);
      return reply;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the thread after what it is at. May be called more than once. */
  async close(): Promise<void> {
    // Also a thread that has failed is asked: after an answer of no known form it still runs. To one that has ended it means nothing.
    if (!this.#closing) this.#post({ kind: 'close' });
    this.#closing = true;
    // Its end is waited for, so it must keep the process alive until then.
    this.#worker.ref();
    await this.#ended;
  }

  /** Gives the number under which the answer will come. */
  #post(task: EncoderTask): number {
    const id = this.#nextId++;
    this.#worker.postMessage({ ...task, id });
    return id;
  }

  #settle(message: unknown): void {
    const { success, data: reply } = encoderReply.safeParse(message);
    if (!success) {
      this.#fail('the encoder thread gave an answer of no known form');
      return;
    }
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (this.#pending.size === 0 && !this.#closing) this.#worker.unref();
    pending?.resolve(reply);
  }

  #fail(reason: string): void {
    const model = this.#model;
    this.#failure ??= new ProblemError({ area: 'language-model', code: 'model-run-failed', model, reason });
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}
