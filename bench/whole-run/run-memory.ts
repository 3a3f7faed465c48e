// Memory of a run over 1,500 maps, and of an engine process that does 20 runs.
//   node bench/whole-run/run-memory.ts
import { join } from 'node:path';
import { callMethod } from '../../src/engine/process/connection.ts';
import { EngineProcess } from '../../src/engine/process/engine-process.ts';
import { methods } from '../../src/engine/process/messages.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import { formatTable } from '../table.ts';
import { memoryOf } from './watched-process.ts';
import { openWorkplace } from './workplace.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** Prints both. */
export async function benchRunMemory(): Promise<void> {
  await oneLongRun();
  await manyRuns();
}

/** The sample is embedded before, so that no model is loaded: all memory is that of fetching and scoring. */
async function oneLongRun(): Promise<void> {
  using place = await openWorkplace({ esms: 1500, texts: 1000 });
  await place.rank();
  const { peakBytes, residentBytes, ms } = await place.rank();
  const at = (share: number) => residentBytes[Math.floor(share * (residentBytes.length - 1))] ?? Number.NaN;
  const shares = [0.25, 0.5, 0.75, 1];
  const rows = shares.map((share) => [`${100 * share} %`, megabytes(at(share))]);
  console.log(formatTable(['of a run over 1,500 maps', 'resident MB'], rows));
  console.log(
    `Peak ${megabytes(peakBytes)} MB, in ${(ms / 1000).toFixed(0)} s from the cache; the base model is not loaded.`,
  );
}

/** Each run has another sample, so that the model is at work in every one. */
async function manyRuns(): Promise<void> {
  using place = await openWorkplace({ esms: 30, texts: 400 });
  // Fills the cache.
  await place.rank();
  const engine = new EngineProcess({ entry: join(import.meta.dirname, '../../dist/engine.js'), log: () => {} });
  const cacheFolder = join(place.folder, 'hugging-face/hub');
  const rows: string[][] = [];
  try {
    await engine.initialize({ endpoint: place.hub.endpoint, cacheFolder, token: null, threads: null, offline: false });
    for (let run = 1; run <= 20; run++) {
      const sample = { textColumns: ['text'], labelColumn: 'label', examples: 60, seed: `${run}` };
      const request = rankRequest.parse({ dataset: place.dataset, model: place.hub.modelId, ...sample });
      const reply = await engine.untilEnd(callMethod(engine.connection, methods.rank, { run, request }));
      if (reply.kind !== 'done') throw new Error(`run ${run} ended with ${reply.kind}`);
      if (run === 1 || run % 5 === 0) rows.push([`${run}`, megabytes(memoryOf(engine.pid ?? 0).now)]);
    }
  } finally {
    await engine.stop();
  }
  console.log(formatTable(['after so many runs of one engine process', 'resident MB, with the base model'], rows));
}

if (import.meta.main) await benchRunMemory();
