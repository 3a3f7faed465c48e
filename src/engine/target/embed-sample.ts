import { join } from 'node:path';
import {
  embeddingCacheKey,
  readCachedEmbeddings,
  writeCachedEmbeddings,
} from '../../language-model/embedding-cache.ts';
import { type LanguageModel, loadLanguageModel } from '../../language-model/load-language-model.ts';
import type { Device } from '../../protocol/rank-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import type { EngineContext } from '../context.ts';

/** Folder of the embedding cache within the engine's own cache. */
export function embeddingFolder(cacheFolder: string): string {
  return join(cacheFolder, 'embeddings');
}

/**
 * Embeddings of the texts by the base model, `[n, d]` row-major: from the cache where the same texts were embedded by the same
 * revision in the same way, else computed and kept. Only then are the weights fetched. Runs that ask for the same at the same
 * time share one computation.
 */
export async function embedSample(params: {
  context: EngineContext;
  model: BaseModel;
  texts: string[];
  /** What computes. Default: cpu. */
  device?: Device;
  signal: AbortSignal;
  onProgress: (done: number) => void;
  /** Told where the CPU computes although another device was asked for, with the reason. */
  onRefusal?: (reason: string) => void;
}): Promise<Float32Array> {
  const { context, model, texts, signal, onProgress } = params;
  const key = embeddingKey(model, texts);
  const embeddings = await context.embedding.run(key, signal, async () => {
    const known = await readCachedEmbeddings({ folder: embeddingFolder(context.cacheFolder), key });
    const usable = known !== null && known.n === texts.length && known.d === model.description.dimension;
    return usable ? known.embeddings : computeAndKeep(params, key);
  });
  onProgress(texts.length);
  return embeddings;
}

/** Whether the texts have been embedded before, so that the base model's weights are not needed. */
export async function isSampleEmbedded(context: EngineContext, model: BaseModel, texts: string[]): Promise<boolean> {
  const folder = embeddingFolder(context.cacheFolder);
  return (await readCachedEmbeddings({ folder, key: embeddingKey(model, texts) })) !== null;
}

/**
 * Does something with the loaded model, which stays loaded meanwhile for others that need it.
 *
 * @param params.onRefusal told where the CPU computes although another device was asked for, with the reason
 * @throws what loading it and `work` throw
 */
export async function withLanguageModel<Value>(
  params: Pick<Parameters<typeof embedSample>[0], 'context' | 'model' | 'device' | 'signal' | 'onRefusal'>,
  work: (loaded: LanguageModel) => Promise<Value>,
): Promise<Value> {
  const { context, model, device = 'cpu', signal, onRefusal } = params;
  const { id, revision, files, description } = model;
  const { pooling } = description;
  const { threads, assets, languageModels } = context;
  return languageModels.use({
    key: [id, revision, pooling, device].join(' '),
    signal,
    load: () => loadLanguageModel({ files, pooling, threads, device, workerUrl: assets.encoderWorker, signal }),
    work: (loaded) => {
      if (loaded.refusal !== null) onRefusal?.(loaded.refusal);
      return work(loaded);
    },
  });
}

function embeddingKey({ id, revision, description }: BaseModel, texts: string[]): string {
  const { pooling, maxLength } = description;
  return embeddingCacheKey({ texts, id, revision, pooling, maxLength });
}

async function computeAndKeep(params: Parameters<typeof embedSample>[0], key: string): Promise<Float32Array> {
  const { context, model, texts, signal, onProgress } = params;
  const { id, revision, description } = model;
  const { pooling, maxLength, dimension } = description;
  const embeddings = await withLanguageModel(params, (loaded) => loaded.embed({ texts, signal, onProgress }));
  const facts = { id, revision, pooling, maxLength, n: texts.length, d: dimension };
  const folder = embeddingFolder(context.cacheFolder);
  try {
    await writeCachedEmbeddings({ folder, key, embeddings, ...facts });
  } catch (error) {
    // A full or read-only disk costs the next run the time to embed, not this one its result.
    const reason = error instanceof Error ? error.message : String(error);
    context.hub.log('warn', `The embeddings could not be kept in ${folder}: ${reason}`);
  }
  return embeddings;
}
