import { join } from 'node:path';
import { embeddingCacheKey, readCachedEmbeddings, writeCachedEmbeddings } from '../language-model/embedding-cache.ts';
import { loadLanguageModel } from '../language-model/load-language-model.ts';
import type { BaseModel } from './base-model.ts';
import type { EngineContext } from './context.ts';

/** Folder of the embedding cache within the engine's own cache. */
export function embeddingFolder(cacheFolder: string): string {
  return join(cacheFolder, 'embeddings');
}

/**
 * Embeddings of the texts by the base model, `[n, d]` row-major: from the cache where the same texts were embedded by the same
 * revision in the same way, else computed and kept. Only then are the weights fetched.
 */
export async function embedSample(params: {
  context: EngineContext;
  model: BaseModel;
  texts: string[];
  signal: AbortSignal;
  onProgress: (done: number) => void;
}): Promise<Float32Array> {
  const { context, model, texts, onProgress } = params;
  const key = embeddingKey(model, texts);
  const folder = embeddingFolder(context.cacheFolder);
  const known = await readCachedEmbeddings({ folder, key });
  if (known !== null && known.n === texts.length && known.d === model.description.dimension) {
    onProgress(texts.length);
    return known.embeddings;
  }
  const embeddings = await compute(params);
  const { id, revision, description } = model;
  const { pooling, maxLength, dimension } = description;
  const facts = { id, revision, pooling, maxLength, n: texts.length, d: dimension };
  await writeCachedEmbeddings({ folder, key, embeddings, ...facts });
  return embeddings;
}

/** Whether the texts have been embedded before, so that the base model's weights are not needed. */
export async function isSampleEmbedded(context: EngineContext, model: BaseModel, texts: string[]): Promise<boolean> {
  const folder = embeddingFolder(context.cacheFolder);
  return (await readCachedEmbeddings({ folder, key: embeddingKey(model, texts) })) !== null;
}

function embeddingKey({ id, revision, description }: BaseModel, texts: string[]): string {
  const { pooling, maxLength } = description;
  return embeddingCacheKey({ texts, id, revision, pooling, maxLength });
}

async function compute(params: Parameters<typeof embedSample>[0]): Promise<Float32Array> {
  const { context, model, texts, signal, onProgress } = params;
  const { threads, assets } = context;
  const { pooling } = model.description;
  const loaded = await loadLanguageModel({
    files: model.files,
    pooling,
    threads,
    workerUrl: assets.encoderWorker,
    signal,
  });
  try {
    return await loaded.embed({ texts, signal, onProgress });
  } finally {
    await loaded.close();
  }
}
