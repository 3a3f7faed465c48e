import { resolve } from 'node:path';
import PQueue from 'p-queue';
import type { HubProblem } from '../protocol/problems/hub.ts';
import type { HubWait } from '../protocol/progress.ts';
import type { RunWarning } from '../protocol/run-warnings.ts';
import { VerifiedFiles } from './cache/verified-files.ts';
import { RateGate } from './requests/rate-gate.ts';
import { Reachability } from './requests/reachability.ts';
import { cleanToken, type HubSettings } from './settings.ts';
import { SingleFlight } from './single-flight.ts';
import { defaultTiming, type HubTiming } from './timing.ts';

/** Where lines for a log go; never holds a token. */
export type HubLog = (level: 'debug' | 'info' | 'warn', line: string) => void;

/** One Hub with one cache: everything in this folder works on it. Made once per process and settings. */
export interface Hub {
  readonly settings: HubSettings;
  readonly timing: HubTiming;
  readonly gate: RateGate;
  readonly reachability: Reachability;
  /** Downloads under way at a time. `onIdle()` of it tells when the last one, cancelled ones included, has removed its traces. */
  readonly downloads: PQueue;
  /** Files under way, so that one asked for twice is fetched once. */
  readonly fetching: SingleFlight<string | null>;
  /** Files of the cache that are known to be whole. */
  readonly verified: VerifiedFiles;
  /** Folder for answers of the Hub that are needed offline (listings, canonical names); null: none are kept. */
  readonly answersFolder: string | null;
  readonly log: HubLog;
  /** Told where the Hub was asked and what is known from before stands in for its answer, with what went wrong. */
  readonly onLastKnown?: (problem: HubProblem) => void;
  /** Told that requests wait for longer than a person would not wonder about; what it returns is called when the wait is over. */
  readonly onWait?: (wait: HubWait) => () => void;
  /** Told what is missing of a listing. */
  readonly onWarning?: (warning: RunWarning) => void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Whether a URL is of the Hub itself, as against the storage of its files. */
  isOwn(url: string): boolean;
  /** Headers of a request to `url`: the token only where it is of the Hub's own origin. */
  headersFor(url: string): Record<string, string>;
}

/** Files of maps are small, so it is the wait for answers that takes the time: 12 at a time fetch 1,500 maps a third sooner than the 8 of Python's snapshot_download. */
const defaultDownloadsAtATime = 12;

/** Makes the context that all functions of this folder take. Does no I/O. */
export function createHub(params: {
  settings: HubSettings;
  /** Names program and version to the Hub. */
  userAgent: string;
  answersFolder?: string;
  /** Default: 12. */
  downloadsAtATime?: number;
  fetch?: Hub['fetch'];
  timing?: Partial<HubTiming>;
  log?: HubLog;
  onWait?: Hub['onWait'];
}): Hub {
  const { userAgent, downloadsAtATime = defaultDownloadsAtATime } = params;
  const token = cleanToken(params.settings.token);
  const origin = new URL(params.settings.endpoint).origin;
  const isOwn = (url: string) => new URL(url).origin === origin;
  const timing = { ...defaultTiming, ...params.timing };
  return {
    settings: { ...params.settings, token, cacheFolder: resolve(params.settings.cacheFolder) },
    timing,
    gate: new RateGate(Date.now, timing.longestRateWaitMs),
    reachability: new Reachability(),
    downloads: new PQueue({ concurrency: downloadsAtATime }),
    fetching: new SingleFlight(),
    verified: new VerifiedFiles(),
    answersFolder: params.answersFolder ?? null,
    log: params.log ?? (() => {}),
    ...(params.onWait === undefined ? {} : { onWait: params.onWait }),
    fetch: params.fetch ?? fetch,
    isOwn,
    headersFor(url) {
      const withToken = isOwn(url) && token !== null;
      return { 'User-Agent': userAgent, ...(withToken ? { Authorization: `Bearer ${token}` } : {}) };
    },
  };
}
