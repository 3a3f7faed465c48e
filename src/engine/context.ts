import type { Hub } from '../hub/hub.ts';
import type { SingleFlight } from '../hub/single-flight.ts';
import type { LanguageModel } from '../language-model/load-language-model.ts';

/** Files that the engine starts or loads beside its own code; where they lie depends on how the program was bundled. */
export interface EngineAssets {
  scoringWorker: URL;
  encoderWorker: URL;
  kernels: { relaxed: URL; simd: URL };
}

/** The language models that are loaded, shared by runs that need the same one at the same time. */
export interface LoadedLanguageModels {
  /**
   * Does something with a model, which is loaded if it is not.
   *
   * @param params.key names model, revision, pooling and device
   * @param params.load called where it is not loaded; cancelling it is the caller's
   * @throws what `load` and `work` throw
   */
  use<Value>(params: {
    key: string;
    signal: AbortSignal;
    load: () => Promise<LanguageModel>;
    work: (model: LanguageModel) => Promise<Value>;
  }): Promise<Value>;
  /** Closes all models, each after what it computes at the moment. */
  close(): Promise<void>;
}

/** What every function of the engine needs of the world; made once by a shell. */
export interface EngineContext {
  hub: Hub;
  /** This program's own cache (embeddings), apart from the Hub's that is shared with Python. */
  cacheFolder: string;
  /** Threads to compute with. */
  threads: number;
  assets: EngineAssets;
  languageModels: LoadedLanguageModels;
  /** Embeddings that are being computed, by their key in the embedding cache. */
  embedding: SingleFlight<Float32Array>;
  /** Version of the program, for the documents it makes. */
  version: string;
  now(): Date;
}
