// An engine's process that does what no engine should, one way for each name of a dataset: what the client must survive.
import { setTimeout as sleep } from 'node:timers/promises';
import { RankCancelled } from '../../../src/engine/between-stages/rank-cancelled.ts';
import type { RunObserver } from '../../../src/engine/between-stages/run-events.ts';
import type { LocalEngine } from '../../../src/engine/local-engine.ts';
import { serveOverIpc } from '../../../src/engine/process/serve-over-ipc.ts';
import type { TrainObserver } from '../../../src/engine/training/train.ts';
import { ProblemError } from '../../../src/protocol/problem.ts';
import type { TrainRequest } from '../../../src/protocol/train-request.ts';
import type { TrainingReport } from '../../../src/protocol/training-report.ts';
import type { RankingDocument } from '../../../src/ranking/document.ts';
import { makeReport } from '../../made-map/make-report.ts';
import { oneTask } from '../../renderer/documents/recorded.ts';

const smallDocument = oneTask();
const folder = `pid:${process.pid}`;

async function rank(dataset: string, observer: RunObserver): Promise<RankingDocument> {
  switch (dataset) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return sleep(10_000, smallDocument);
    case 'exit':
      console.error('last words');
      process.exit(7);
      break;
    case 'out-of-memory': {
      const hoard: object[] = [];
      while (true) hoard.push({ more: [hoard.length] });
    }
    case 'hang':
      while (true);
    case 'throw':
      throw new TypeError('not a function');
    case 'problem':
      throw new ProblemError({ area: 'dataset', code: 'dataset-empty-file', file: 'a.csv' });
    case 'nonsense':
      return { ...smallDocument, tasks: [{ ...smallDocument.tasks[0], score: Number.NaN }] } as never;
    case 'consent':
      return { ...smallDocument, partial: !(await observer.confirmDownload?.(plan)) };
    case 'flood':
      return flood(observer);
    case 'deaf':
      observer.onProgress?.({ stage: 'score', done: 1, total: 2, unit: 'esms' });
      return new Promise(() => {});
    case 'wait':
      return wait(observer.signal);
    default:
      return smallDocument;
  }
}

const plan = {
  model: 'm',
  dimension: 768,
  esmsAvailable: 1500,
  esmsSelected: 1500,
  esmsCached: 0,
  esmBytesToFetch: 3.6e9,
  modelBytesToFetch: 0,
  bytesToFetch: 3.6e9,
};

async function flood(observer: RunObserver): Promise<RankingDocument> {
  const { rank: _, ...task } = smallDocument.tasks[0] ?? never();
  for (let done = 1; done <= 1500; done++) {
    observer.onProgress?.({ stage: 'score', done, total: 1500, unit: 'esms' });
    const coverage = { scored: done, requested: 1500, available: null };
    observer.onResult?.({ kind: 'scored', task: { ...task, repo: `a/${done}` }, coverage });
    if (done % 5 === 0) await sleep(1);
  }
  return smallDocument;
}

async function wait(signal: AbortSignal): Promise<RankingDocument> {
  await sleep(60_000, null, { signal }).catch(() => {});
  throw new RankCancelled({ ...smallDocument, partial: true });
}

async function train({ dataset }: TrainRequest, observer: TrainObserver): Promise<TrainingReport> {
  observer.onProgress?.({ stage: 'solve', done: 1, total: 2, unit: 'rows' });
  if (dataset === 'wait') {
    await sleep(60_000, null, { signal: observer.signal }).catch(() => {});
    throw new ProblemError({ area: 'run', code: 'run-cancelled' });
  }
  if (!(await observer.confirmDownload?.(plan))) throw new TypeError('nobody was asked');
  return makeReport({ taskId: dataset });
}

function never(): never {
  throw new Error('the small document has a task');
}

serveOverIpc((settings, log): LocalEngine => {
  log('info', `threads ${settings.threads}`);
  const info = { embeddings: { folder, files: 0, bytes: 0 }, hub: { folder: '' } };
  return {
    rank: ({ dataset }, observer) => rank(dataset, observer),
    inspect: () => Promise.reject(new Error('not here')),
    searchDatasets: async () => [],
    datasetParts: () => Promise.reject(new Error('not here')),
    models: async () => ({ models: [], warnings: [] }),
    esms: async () => ({ esms: [], skipped: [], warnings: [] }),
    estimateDownload: () => Promise.reject(new Error('not here')),
    esmsOnDisk: async () => [{ model: 'm', esms: -1, cached: false, onDisk: [] }],
    prefetchEsms: async (model, { onProgress, confirmDownload }) => {
      onProgress?.({ stage: 'fetch-esms', done: 3, total: 3, unit: 'esms' });
      if (!(await confirmDownload?.(plan))) throw new ProblemError({ area: 'run', code: 'run-cancelled' });
      return { model, fetched: 3, cached: 0, failed: [] };
    },
    train,
    removeEsms: async ({ repos }) => ({ removed: repos?.length ?? 1500, bytes: 0 }),
    checkEsm: () => Promise.reject(new Error('not here')),
    planPublishing: () => Promise.reject(new Error('not here')),
    publishEsm: () => Promise.reject(new Error('not here')),
    cacheInfo: async () => info,
    clearCache: async () => info,
    close: async () => {},
  };
});
