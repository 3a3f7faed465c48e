import { loadLanguageModel } from '../../src/language-model/load-language-model.ts';
import type { Embedder } from './embedder.ts';
import { folderAsRepository } from './folder-as-repository.ts';

/** The engine as a run uses it. */
export async function thisEngine(folder: string, threads: number): Promise<Embedder> {
  const signal = new AbortController().signal;
  const files = folderAsRepository(folder);
  const workerUrl = new URL('../../src/language-model/encoder/encoder-worker.ts', import.meta.url);
  const model = await loadLanguageModel({ files, threads, workerUrl, signal, pooling: 'pooler_output' });
  return {
    name: 'this engine',
    async embed(texts) {
      const begin = performance.now();
      const embeddings = await model.embed({ texts, signal });
      return { ms: performance.now() - begin, embeddings };
    },
    close: () => model.close(),
  };
}
