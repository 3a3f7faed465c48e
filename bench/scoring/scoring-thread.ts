import { parentPort, workerData } from 'node:worker_threads';
import { createScorer } from '../../src/logme/create-scorer.ts';
import type { EmbeddingMap, Reweighting, SharedStatistics } from '../../src/logme/types.ts';

// A thread of the benchmark: scores the given maps in turn, as many as it is told, and answers with their scores.

/** What a thread is started with. */
export interface ThreadData {
  statistics: SharedStatistics;
  kernels: WebAssembly.Module;
  maps: EmbeddingMap[];
  /** Null or left out: scores without certainty. */
  reweighting?: Reweighting | null;
}

const { statistics, kernels, maps, reweighting = null }: ThreadData = workerData;
const scorer = createScorer({ statistics, variant: 'evidence', kernels, reweighting });

parentPort?.on('message', (count: number) => {
  const scores = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const map = maps[i % maps.length];
    if (map !== undefined) scores[i] = scorer.score(map).score;
  }
  parentPort?.postMessage(scores);
});
