import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHub, type Hub, type HubLog } from '../hub/hub.ts';
import { expandPath, hubSettingsFromEnvironment } from '../hub/settings.ts';
import { SingleFlight } from '../hub/single-flight.ts';
import { ProblemError } from '../protocol/problem.ts';
import { LanguageModels } from './base-model/language-models.ts';
import type { EngineAssets, EngineContext } from './context.ts';

/** What a shell may set; null: as the environment says, or the default. */
export interface EngineSettings {
  endpoint: string | null;
  /** Folder of the cache that is shared with Python. */
  cacheFolder: string | null;
  token: string | null;
  threads: number | null;
  offline: boolean;
}

/** The world that a context is made of. */
export interface EngineWorld {
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
  cores: number;
  assets: EngineAssets;
  version: string;
  /** How long a language model stays loaded after its last use, in ms; 0: not at all. */
  modelIdleMs: number;
  log?: HubLog;
  /** Told of waits for the Hub by what shows no progress. */
  onWait?: Hub['onWait'];
}

/**
 * Makes a context: settings first, then the environment as Python's huggingface_hub reads it, then defaults. The engine's own
 * cache lies beside the Hub's, in `$XDG_CACHE_HOME` or `~/.cache`.
 *
 * @throws {ProblemError} run-bad-setting where the endpoint is no http(s) URL
 */
export function contextFromEnvironment(settings: EngineSettings, world: EngineWorld): EngineContext {
  const { environment, home } = world;
  const found = hubSettingsFromEnvironment(environment, home, readText);
  const endpoint = checkEndpoint(settings.endpoint?.replace(/(?<!\/)\/+$/, '') ?? found.endpoint);
  const cacheHome = expandPath(environment.XDG_CACHE_HOME, environment, home) ?? join(home, '.cache');
  const cacheFolder = join(cacheHome, 'intermediate-task-ranker');
  const hub = createHub({
    settings: {
      endpoint,
      cacheFolder: settings.cacheFolder ?? found.cacheFolder,
      token: settings.token ?? found.token,
      offline: settings.offline || found.offline,
    },
    userAgent: `intermediate-task-ranker/${world.version}`,
    answersFolder: join(cacheFolder, 'answers'),
    ...(world.log === undefined ? {} : { log: world.log }),
    ...(world.onWait === undefined ? {} : { onWait: world.onWait }),
  });
  return {
    hub,
    cacheFolder,
    threads: settings.threads ?? Math.max(1, world.cores),
    assets: world.assets,
    languageModels: new LanguageModels(world.modelIdleMs),
    embedding: new SingleFlight(),
    version: world.version,
    now: () => new Date(),
  };
}

function checkEndpoint(endpoint: string): string {
  if (/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) return endpoint;
  const expected = 'an address like https://huggingface.co';
  throw new ProblemError({ area: 'run', code: 'run-bad-setting', setting: 'endpoint', value: endpoint, expected });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
