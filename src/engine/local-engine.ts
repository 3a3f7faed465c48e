import { inspectDataset } from '../dataset/inspection/inspect-dataset.ts';
import { listParts } from '../dataset/sources/hub/list-parts.ts';
import type { CanonicalBaseModel } from '../esm/check-esm.ts';
import { searchDatasets } from '../hub/datasets/search-datasets.ts';
import { clearEmbeddingCache, embeddingCacheSize } from '../language-model/embedding-cache.ts';
import type { EngineContext } from './context.ts';
import type { CacheInfo, Engine } from './engine.ts';
import { esmsOnDisk } from './maps/esms-on-disk.ts';
import { estimateDownload } from './maps/estimate-download.ts';
import { listBaseModels } from './maps/list-base-models.ts';
import { listEsms } from './maps/list-esms.ts';
import { prefetchEsms } from './maps/prefetch-esms.ts';
import { removeEsms } from './maps/remove-esms.ts';
import { checkMap } from './publishing/check-map.ts';
import { planPublishing } from './publishing/plan-publishing.ts';
import { publishMap } from './publishing/publish-map.ts';
import { rank } from './run/rank.ts';
import { embeddingFolder } from './target/embed-sample.ts';
import { openTarget } from './target/open-target.ts';
import { tokenCounterOf } from './target/token-counter.ts';
import { trainMap } from './training/train.ts';

/** An engine that computes in this process. */
export interface LocalEngine extends Engine {
  /** Closes the language models that are loaded, after what they are computing. */
  close(): Promise<void>;
}

/** The engine in this process: what the command line calls directly, and what the background process serves. */
export function createLocalEngine(context: EngineContext): LocalEngine {
  const baseModels = new Map<string, CanonicalBaseModel>();
  return {
    rank: (request, observer) => rank(request, context, observer),
    inspect: async ({ file, signal, encoding, model, ...params }) => {
      const source = await openTarget({ dataset: file, ...params }, context.hub, { signal });
      const counter = model === undefined ? null : await tokenCounterOf(model, params.folder, context.hub, signal);
      return inspectDataset({ source, encoding, counter, signal });
    },
    searchDatasets: (params) => searchDatasets({ hub: context.hub, ...params }),
    datasetParts: (params) => listParts({ hub: context.hub, ...params }),
    models: ({ signal }) => listBaseModels(context, signal),
    esms: (params) => listEsms(context, params),
    estimateDownload: ({ model, signal }) => estimateDownload(context, { model, signal }),
    esmsOnDisk: ({ signal }) => esmsOnDisk(context, signal),
    prefetchEsms: (model, observer) => prefetchEsms(context, model, observer),
    removeEsms: (params) => removeEsms(context, params),
    checkEsm: (params) => checkMap(context, params, baseModels),
    planPublishing: (params) => planPublishing(context, params),
    publishEsm: ({ plan, signal }) => publishMap(context, plan, signal),
    train: (request, observer) => trainMap(request, context, observer),
    cacheInfo: () => cacheInfo(context),
    clearCache: async () => {
      const info = await cacheInfo(context);
      await clearEmbeddingCache({ folder: info.embeddings.folder });
      return info;
    },
    close: () => context.languageModels.close(),
  };
}

async function cacheInfo({ cacheFolder, hub }: EngineContext): Promise<CacheInfo> {
  const folder = embeddingFolder(cacheFolder);
  const { files, bytes } = await embeddingCacheSize({ folder });
  return { embeddings: { folder, files, bytes }, hub: { folder: hub.settings.cacheFolder } };
}
