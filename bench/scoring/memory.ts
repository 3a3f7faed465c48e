// Memory of a process that scores 1,500 maps of 768 dimensions on two threads, each map made afresh and dropped, as the engine does with files.
//   node bench/scoring/memory.ts
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { formatTable } from '../table.ts';
import { makeExamples, makeMap, readKernels } from './problem.ts';
import type { ThreadData } from './scoring-thread.ts';

const dimension = 768;
const threads = 2;
const mapsInAll = 1500;
const reportEvery = 150;

/** Prints the resident memory of the process every 150 maps, and the peak. */
export async function benchMemory(): Promise<void> {
  const before = process.memoryUsage.rss();
  const kernels = readKernels();
  const statistics = prepareStatistics({ ...makeExamples(1000, dimension, 2, 1), kernels });
  const url = new URL(import.meta.url);
  const workers = Array.from(
    { length: threads },
    () => new Worker(url, { workerData: { statistics, kernels, maps: [] } }),
  );
  const rows: string[][] = [];
  for (let done = 0; done < mapsInAll; done += reportEvery) {
    await Promise.all(
      workers.map((worker) => {
        worker.postMessage(reportEvery / threads);
        return once(worker, 'message');
      }),
    );
    rows.push([`${done + reportEvery}`, megabytes(process.memoryUsage.rss() - before)]);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  console.log(formatTable(['maps scored', 'MB above the start'], rows));
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  console.log(
    `Peak: ${megabytes(peak)} MB above the start, statistics and embeddings included (the reference keeps ${4608} MB of mapped embeddings).`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

/** A thread: makes, scores and drops as many maps as it is told. */
function serve({ statistics, kernels }: ThreadData): void {
  const scorer = createScorer({ statistics, variant: 'evidence', kernels });
  const prototype = makeMap(dimension, 1);
  parentPort?.on('message', (count: number) => {
    for (let i = 0; i < count; i++) scorer.score({ weight: prototype.weight.slice(), bias: prototype.bias });
    parentPort?.postMessage(count);
  });
}

if (!isMainThread) serve(workerData);
else if (import.meta.main) await benchMemory();
