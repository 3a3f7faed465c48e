import type { Hub } from '../hub/hub.ts';
import type { SingleFlight } from '../hub/single-flight.ts';
import type { LanguageModels } from './language-models.ts';

/** Files that the engine starts or loads beside its own code; where they lie depends on how the program was bundled. */
export interface EngineAssets {
  scoringWorker: URL;
  encoderWorker: URL;
  kernels: { relaxed: URL; simd: URL };
}

/** What every function of the engine needs of the world; made once by a shell. */
export interface EngineContext {
  hub: Hub;
  /** This program's own cache (embeddings), apart from the Hub's that is shared with Python. */
  cacheFolder: string;
  /** Threads to compute with. */
  threads: number;
  assets: EngineAssets;
  languageModels: LanguageModels;
  /** Embeddings that are being computed, by their key in the embedding cache. */
  embedding: SingleFlight<Float32Array>;
  /** Version of the program, for the documents it makes. */
  version: string;
  now(): Date;
}
