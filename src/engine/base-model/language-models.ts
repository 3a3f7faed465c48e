import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { LanguageModel } from '../../language-model/load-language-model.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { LoadedLanguageModels } from '../context.ts';

interface Loaded {
  model: Promise<LanguageModel>;
  users: number;
  /** Set while nobody uses it. */
  closing: NodeJS.Timeout | null;
}

/**
 * The language models that are loaded. Runs that need the same one at the same time share it (its thread then computes a batch of
 * each in turn), and it stays for a while after its last use: loading takes longer than embedding a few texts.
 */
export class LanguageModels implements LoadedLanguageModels {
  readonly #idleMs: number;
  readonly #loaded = new Map<string, Loaded>();

  /** @param idleMs how long a model stays after its last use; 0: it is closed, and that waited for, before `use` returns */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  async use<Value>(params: {
    key: string;
    signal: AbortSignal;
    load: () => Promise<LanguageModel>;
    work: (model: LanguageModel) => Promise<Value>;
  }): Promise<Value> {
    const { key, signal, load, work } = params;
    const entry = this.#take(key, load);
    try {
      const model = await entry.model.catch((error: unknown) => {
        if (this.#loaded.get(key) === entry) this.#loaded.delete(key);
        throw error;
      });
      return await work(model);
    } catch (error) {
      throwIfCancelled(signal);
      // Whoever began to load it was cancelled; this caller was not.
      const otherCancelled = error instanceof ProblemError && error.problem.code === 'run-cancelled';
      if (!otherCancelled) throw error;
    } finally {
      await this.#release(key, entry);
    }
    return this.use(params);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#loaded].map(([key, entry]) => this.#close(key, entry)));
  }

  #take(key: string, load: () => Promise<LanguageModel>): Loaded {
    const entry = this.#loaded.get(key) ?? { model: load(), users: 0, closing: null };
    if (entry.closing !== null) clearTimeout(entry.closing);
    entry.closing = null;
    entry.users += 1;
    this.#loaded.set(key, entry);
    return entry;
  }

  async #release(key: string, entry: Loaded): Promise<void> {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (this.#idleMs === 0) return this.#close(key, entry);
    entry.closing = setTimeout(() => void this.#close(key, entry), this.#idleMs).unref();
  }

  async #close(key: string, entry: Loaded): Promise<void> {
    if (this.#loaded.get(key) === entry) this.#loaded.delete(key);
    const model = await entry.model.catch(() => null);
    await model?.close();
  }
}
