import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanguageModels } from '../src/engine/base-model/language-models.ts';
import type { EngineAssets, EngineContext } from '../src/engine/context.ts';
import { createHub } from '../src/hub/hub.ts';
import type { HubSettings } from '../src/hub/settings.ts';
import { SingleFlight } from '../src/hub/single-flight.ts';
import { type FakeHub, type FakeHubOptions, startFakeHub } from './fakes/hub/start-fake-hub.ts';

/** The workers as sources, which Node runs as they are, and the kernels as the test setup builds them. */
export const sourceAssets: EngineAssets = {
  scoringWorker: new URL('../src/engine/scoring/scoring-worker.ts', import.meta.url),
  encoderWorker: new URL('../src/language-model/encoder/encoder-worker.ts', import.meta.url),
  kernels: {
    relaxed: new URL('../build/kernels/logme-relaxed.wasm', import.meta.url),
    simd: new URL('../build/kernels/logme-simd.wasm', import.meta.url),
  },
};

/** Folder of the sample Hub. */
export const sampleHub = join(import.meta.dirname, '../samples/hub');

/** An engine on a Hub on loopback with empty caches. */
export interface EngineFixture extends AsyncDisposable {
  fake: FakeHub;
  /** Folder of all caches of this fixture. */
  folder: string;
  context(settings?: Partial<HubSettings>, threads?: number): EngineContext;
}

/** Starts the Hub; stops it and removes the caches at the end of the `await using` block. */
export async function engineFixture(options: FakeHubOptions = { folder: sampleHub }): Promise<EngineFixture> {
  const fake = await startFakeHub(options);
  const folder = mkdtempSync(join(tmpdir(), 'itr-engine-'));
  return {
    fake,
    folder,
    context: (settings = {}, threads = 2) => ({
      hub: createHub({
        settings: {
          endpoint: fake.endpoint,
          cacheFolder: join(folder, 'hub'),
          token: null,
          offline: false,
          ...settings,
        },
        userAgent: 'itr-test',
        answersFolder: join(folder, 'answers'),
        // Silence is waited for longer than a test may take: what is told to end must end by itself.
        timing: {
          headersMs: 600_000,
          headersWithCacheMs: 600_000,
          headersAfterGivingUpMs: 600_000,
          idleBodyMs: 600_000,
          retryMs: [10, 20],
          retryWithCacheMs: [10],
          longestRateWaitMs: 3000,
        },
      }),
      cacheFolder: join(folder, 'own'),
      threads,
      assets: sourceAssets,
      languageModels: new LanguageModels(0),
      embedding: new SingleFlight(),
      version: '0.0.0-test',
      now: () => new Date(),
    }),
    async [Symbol.asyncDispose]() {
      await fake.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
