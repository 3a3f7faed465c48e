import PQueue from 'p-queue';
import { RateGate } from './rate-gate.ts';
import type { HubSettings } from './settings.ts';
import { SingleFlight } from './single-flight.ts';
import { defaultTiming, type HubTiming } from './timing.ts';

/** Where lines for a log go; never holds a token. */
export type HubLog = (level: 'debug' | 'info' | 'warn', line: string) => void;

/** One Hub with one cache: everything in this folder works on it. Made once per process and settings. */
export interface Hub {
  readonly settings: HubSettings;
  readonly timing: HubTiming;
  readonly gate: RateGate;
  /** `lost`: the last request found no way to the Hub. */
  readonly connection: { lost: boolean };
  /** Downloads under way at a time. */
  readonly downloads: PQueue;
  /** Files under way, so that one asked for twice is fetched once. */
  readonly fetching: SingleFlight<string | null>;
  /** Folder for answers of the Hub that are needed offline (listings, canonical names); null: none are kept. */
  readonly answersFolder: string | null;
  readonly log: HubLog;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Headers of a request to `url`: the token only where it is of the Hub's own origin. */
  headersFor(url: string): Record<string, string>;
}

/** Downloads at a time; Python's snapshot_download has the same default. */
const downloadsAtATime = 8;

/** Makes the context that all functions of this folder take. Does no I/O. */
export function createHub(params: {
  settings: HubSettings;
  /** Names program and version to the Hub. */
  userAgent: string;
  answersFolder?: string;
  fetch?: Hub['fetch'];
  timing?: Partial<HubTiming>;
  log?: HubLog;
}): Hub {
  const { settings, userAgent } = params;
  const origin = new URL(settings.endpoint).origin;
  return {
    settings,
    timing: { ...defaultTiming, ...params.timing },
    gate: new RateGate(),
    connection: { lost: false },
    downloads: new PQueue({ concurrency: downloadsAtATime }),
    fetching: new SingleFlight(),
    answersFolder: params.answersFolder ?? null,
    log: params.log ?? (() => {}),
    fetch: params.fetch ?? fetch,
    headersFor(url) {
      const own = new URL(url).origin === origin && settings.token !== null;
      return { 'User-Agent': userAgent, ...(own ? { Authorization: `Bearer ${settings.token}` } : {}) };
    },
  };
}
