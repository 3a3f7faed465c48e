// Time to bring 1,500 maps into an empty cache, 50 ms a request, against one after the other.
//   node bench/fetching/fetching.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsyncQueue } from '../../src/engine/between-stages/async-queue.ts';
import type { FetchedEsm } from '../../src/engine/maps/fetch-each.ts';
import { fetchEsms } from '../../src/engine/maps/fetch-esms.ts';
import { findEsms } from '../../src/esm/find-esms.ts';
import { createHub } from '../../src/hub/hub.ts';
import { type GeneratedHub, startGeneratedHub } from '../generated-hub/start-generated-hub.ts';
import { describeOthers, formatRatio, withUse } from '../machine-use.ts';
import { formatTable } from '../table.ts';
import { fetchOneByOne } from './one-by-one.ts';

/** Maps are small: what is measured are the requests. */
const dimension = 64;
const mapsInAll = 1500;
/** The opponent takes half a second a map: so many are enough to tell. */
const opponentMaps = 60;
const latencyMs = 50;

/** Prints the times, and whether the Hub had to refuse anything. */
export async function benchFetching(): Promise<void> {
  const rows: string[][] = [];
  using hub = await startGeneratedHub({ esms: mapsInAll, dimension, latencyMs });
  const { result: theirs, use: theirUse } = await withUse(() => fetchOneByOne(hub, opponentMaps));
  const { result: ours, use } = await withUse(() => timed(hub, mapsInAll));
  const uses = [theirUse, use];
  const ratio = theirs.msPerMap / (ours.ms / mapsInAll);
  rows.push([
    theirs.name,
    `${opponentMaps}`,
    (theirs.msPerMap * opponentMaps).toFixed(0),
    theirs.msPerMap.toFixed(0),
    (theirUse.cpuMs / opponentMaps).toFixed(1),
    '',
  ]);
  rows.push([
    'this engine',
    `${mapsInAll}`,
    ours.ms.toFixed(0),
    (ours.ms / mapsInAll).toFixed(1),
    (use.cpuMs / mapsInAll).toFixed(1),
    formatRatio(ratio, uses),
  ]);
  console.log(formatTable(['fetched by', 'maps', 'ms', 'ms a map', 'CPU ms a map, with the Hub’s', 'ratio'], rows));
  console.log(describeOthers(uses));
  console.log(`Requests at a time: ${ours.mostAtOnce}.`);
  console.log(await withinQuota());
}

/** The Hub's quota for anonymous users, a tenth of it in a tenth of the time: 300 files in 30 s. 150 maps need 450. */
async function withinQuota(): Promise<string> {
  const quota = { api: 50, resolvers: 300, windowSeconds: 30 };
  using hub = await startGeneratedHub({ esms: 150, dimension, latencyMs, quota });
  const { ms, refused } = await timed(hub, 150);
  return `150 maps (450 counted requests) with ${quota.resolvers} allowed in ${quota.windowSeconds} s: ${(ms / 1000).toFixed(1)} s, ${refused} refused with 429.`;
}

async function timed(hub: GeneratedHub, maps: number): Promise<{ ms: number; refused: number; mostAtOnce: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-fetching-'));
  const settings = { endpoint: hub.endpoint, cacheFolder: folder, token: null, offline: false };
  try {
    const begin = performance.now();
    const context = { hub: createHub({ settings, userAgent: 'itr-bench' }), signal: new AbortController().signal };
    const { esms } = await findEsms({ ...context, baseModel: hub.modelId });
    const fetched = new AsyncQueue<FetchedEsm>();
    const fetching = fetchEsms({ ...context, esms, dimension, fetched, onProgress: () => {} });
    let done = 0;
    for await (const { problem } of fetched) {
      if (problem !== null) throw new Error(`a map could not be fetched: ${problem.code}`);
      done += 1;
    }
    await fetching;
    if (done !== maps) throw new Error(`${done} maps of ${maps} were fetched`);
    return { ms: performance.now() - begin, ...(await hub.counts()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await benchFetching();
