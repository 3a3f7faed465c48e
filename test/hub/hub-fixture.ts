import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHub, type Hub } from '../../src/hub/hub.ts';
import type { HubSettings } from '../../src/hub/settings.ts';
import type { HubTiming } from '../../src/hub/timing.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import { type FakeHub, type FakeHubOptions, startFakeHub } from '../fakes/hub/start-fake-hub.ts';

/** A fake Hub with an empty cache beside it, and hubs that use both. */
export interface HubFixture extends AsyncDisposable {
  fake: FakeHub;
  cacheFolder: string;
  /** A client of the fake Hub; short waits. */
  hub(settings?: Partial<HubSettings>, timing?: Partial<HubTiming>, downloadsAtATime?: number): Hub;
  /** Lines that the clients logged. */
  log: string[];
  /** Paths of all files below the cache, links included. */
  cacheFiles(): string[];
}

/** Limits on silence that a busy machine does not reach; tests of silence set their own. */
const shortWaits: HubTiming = {
  headersMs: 5000,
  headersWithCacheMs: 5000,
  headersAfterGivingUpMs: 5000,
  headersAfterWritingMs: 5000,
  lowestUploadBytesPerSecond: 20_000,
  idleBodyMs: 5000,
  retryMs: [5, 10, 20],
  retryWithCacheMs: [5, 10, 20],
  bodyGraceMs: 60_000,
  lowestBytesPerSecond: 1000,
  shownWaitMs: 5000,
  longestRateWaitMs: 3000,
};

/** Longer than a test may take, in ms: what shall not be waited for. */
export const beyondAnyTest = 600_000;

/** Limits for tests of silence. */
export const shortSilence = { headersMs: 400, idleBodyMs: 400 };

/** A signal that is never aborted. */
export const never = new AbortController().signal;

/** Starts a fake Hub; stops it and removes the cache at the end of the `await using` block. */
export async function hubFixture(options: FakeHubOptions): Promise<HubFixture> {
  const fake = await startFakeHub(options);
  const folder = mkdtempSync(join(tmpdir(), 'itr-hub-'));
  const cacheFolder = join(folder, 'hub');
  const log: string[] = [];
  return {
    fake,
    cacheFolder,
    log,
    hub: (settings, timing, downloadsAtATime = 8) =>
      createHub({
        downloadsAtATime,
        settings: { endpoint: fake.endpoint, cacheFolder, token: null, offline: false, ...settings },
        userAgent: 'itr-test',
        answersFolder: join(folder, 'answers'),
        timing: { ...shortWaits, ...timing },
        log: (_, line) => log.push(line),
      }),
    cacheFiles: () => filesBelow(cacheFolder),
    async [Symbol.asyncDispose]() {
      await fake.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function filesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  } catch {
    return [];
  }
}

/** The problem that an action fails with; fails itself where it does not. */
export async function problemOf(action: Promise<unknown>): Promise<Problem> {
  try {
    await action;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('expected a problem');
}
