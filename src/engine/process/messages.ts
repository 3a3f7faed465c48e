import * as z from 'zod';
import { datasetInspection } from '../../protocol/dataset-inspection.ts';
import { esmCheck } from '../../protocol/esm-findings.ts';
import { foundDataset, hubDatasetParts } from '../../protocol/hub-dataset.ts';
import { progress } from '../../protocol/progress.ts';
import { publishedEsm, publishPlan, publishRequest } from '../../protocol/publish-plan.ts';
import { inputFormat, look, rankRequest } from '../../protocol/rank-request.ts';
import { runWarning } from '../../protocol/run-warnings.ts';
import { textEncoding } from '../../protocol/text-encoding.ts';
import { trainRequest } from '../../protocol/train-request.ts';
import { trainingReport } from '../../protocol/training-report.ts';
import { certainty, coverage, rankedTask, rankingDocument, skippedEsm } from '../../ranking/document.ts';
import type { DownloadPlan } from '../between-stages/download-plan.ts';
import type { RunEvent } from '../between-stages/run-events.ts';
import type { EngineSettings } from '../context-from-environment.ts';
import type { CacheInfo } from '../engine.ts';
import type { BaseModelOnDisk } from '../maps/esms-on-disk.ts';
import type { DownloadEstimate } from '../maps/estimate-download.ts';
import type { BaseModelList } from '../maps/list-base-models.ts';
import type { EsmList } from '../maps/list-esms.ts';
import type { PrefetchedEsms } from '../maps/prefetch-esms.ts';
import type { RemovedEsms } from '../maps/remove-esms.ts';

/**
 * The wire between a shell and the engine's process: JSON-RPC 2.0 over Node's IPC channel. Both ends parse what they receive.
 * Cancelling is JSON-RPC's own `$/cancelRequest`; problems travel as errors with {@link problemErrorCode}.
 */

/** Raised with every change that an older end would not understand. */
export const protocolVersion = 5;

/** JSON-RPC error code of an answer whose `data` is a problem. */
export const problemErrorCode = 1;

/** One method: its name on the wire, and what goes there and back. */
export interface Method<Params extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  name: string;
  params: Params;
  reply: Reply;
}

function method<Params extends z.ZodType, Reply extends z.ZodType>(
  name: string,
  params: Params,
  reply: Reply,
): Method<Params, Reply> {
  return { name, params, reply };
}

const count = z.number().int().nonnegative();

const engineSettings = z.object({
  endpoint: z.string().nullable(),
  cacheFolder: z.string().nullable(),
  token: z.string().nullable(),
  threads: z.number().int().positive().nullable(),
  offline: z.boolean(),
}) satisfies z.ZodType<EngineSettings>;

/** What a run is going to download. */
export const downloadPlan = z.object({
  model: z.string(),
  dimension: count,
  esmsAvailable: count.nullable(),
  esmsSelected: count,
  esmsCached: count,
  esmBytesToFetch: count,
  modelBytesToFetch: count,
  bytesToFetch: count,
  look: look.optional(),
  otherwise: z.object({ look, bytesToFetch: count }).optional(),
  dataset: z.string().optional(),
}) satisfies z.ZodType<DownloadPlan>;

const baseModelList = z.object({
  models: z.array(z.object({ model: z.string(), esms: count })),
  warnings: z.array(runWarning),
}) satisfies z.ZodType<BaseModelList>;

const esmList = z.object({
  esms: z.array(z.object({ repo: z.string(), revision: z.string(), downloads: count, cached: z.boolean() })),
  skipped: z.array(skippedEsm),
  warnings: z.array(runWarning),
}) satisfies z.ZodType<EsmList>;

/** What a base model and its maps are in bytes. */
const downloadEstimate = z.object({
  model: z.string(),
  esms: count,
  esmsCached: count,
  bytesPerEsm: count,
  firstLookBytes: count.nullable(),
  modelBytesToFetch: count,
}) satisfies z.ZodType<DownloadEstimate>;

const baseModelOnDisk = z.object({
  model: z.string(),
  esms: count.nullable(),
  cached: z.boolean(),
  onDisk: z.array(
    z.object({
      repo: z.string(),
      bytes: count,
      ready: z.boolean(),
      task: z
        .object({
          id: z.string(),
          subset: z.string().nullable(),
          language: z.string().nullable(),
          examples: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
}) satisfies z.ZodType<BaseModelOnDisk>;

const prefetchedEsms = z.object({
  model: z.string(),
  fetched: count,
  cached: count,
  failed: z.array(skippedEsm),
}) satisfies z.ZodType<PrefetchedEsms>;

const removedEsms = z.object({ removed: count, bytes: count }) satisfies z.ZodType<RemovedEsms>;

const { target, model, method: scoring, baseline, warnings } = rankingDocument.shape;

const placeCertainty = rankedTask.pick({ helps: true, first: true, rankInterval: true, alike: true });

const runEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), target, warnings }),
  z.object({ kind: z.literal('plan'), plan: downloadPlan }),
  z.object({ kind: z.literal('head'), head: z.object({ target, model, method: scoring, baseline, warnings }) }),
  z.object({ kind: z.literal('scored'), task: rankedTask.omit({ rank: true }), coverage }),
  z.object({ kind: z.literal('certainty'), certainty, tasks: z.record(z.string(), placeCertainty) }),
  z.object({ kind: z.literal('skipped'), esm: skippedEsm, coverage }),
]) satisfies z.ZodType<RunEvent>;

const cacheInfo = z.object({
  embeddings: z.object({ folder: z.string(), files: count, bytes: count }),
  hub: z.object({ folder: z.string() }),
}) satisfies z.ZodType<CacheInfo>;

const run = z.number().int();

/** Requests of the shell. The first is `initialize`. */
export const methods = {
  initialize: method(
    'initialize',
    z.object({ protocolVersion: z.number().int(), settings: engineSettings }),
    z.object({ protocolVersion: z.number().int() }),
  ),
  /** `run` is a number of the shell's own, which updates and questions repeat. A cancelled run answers what it had ranked. */
  rank: method(
    'rank',
    z.object({ run, request: rankRequest }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), document: rankingDocument }),
      z.object({ kind: z.literal('cancelled'), partial: rankingDocument.nullable() }),
    ]),
  ),
  inspect: method(
    'inspect',
    z.object({
      file: z.string(),
      folder: z.string().optional(),
      config: z.string().optional(),
      split: z.string().optional(),
      inputFormat: inputFormat.optional(),
      encoding: textEncoding.optional(),
      sheet: z.string().optional(),
      model: z.string().optional(),
    }),
    datasetInspection,
  ),
  searchDatasets: method('searchDatasets', z.object({ text: z.string() }), z.array(foundDataset)),
  datasetParts: method('datasetParts', z.object({ id: z.string() }), hubDatasetParts),
  models: method('models', z.object({}), baseModelList),
  esms: method('esms', z.object({ model: z.string(), filter: z.string().optional() }), esmList),
  estimateDownload: method('estimateDownload', z.object({ model: z.string() }), downloadEstimate),
  esmsOnDisk: method('esmsOnDisk', z.object({}), z.array(baseModelOnDisk)),
  /** `run` as in `rank`: its updates hold progress only. */
  prefetchEsms: method('prefetchEsms', z.object({ run, model: z.string() }), prefetchedEsms),
  /** `run` as in `rank`: its updates hold progress only. */
  train: method('train', z.object({ run, request: trainRequest }), trainingReport),
  removeEsms: method('removeEsms', z.object({ model: z.string(), repos: z.array(z.string()).nullable() }), removedEsms),
  checkEsm: method(
    'checkEsm',
    z.object({ name: z.string(), folder: z.string().optional(), fix: z.boolean() }),
    esmCheck,
  ),
  planPublishing: method('planPublishing', z.object({ request: publishRequest, dryRun: z.boolean() }), publishPlan),
  publishEsm: method('publishEsm', z.object({ plan: publishPlan }), publishedEsm),
  cacheInfo: method('cacheInfo', z.object({}), cacheInfo),
  /** Deletes the cached embeddings; answers what was there. */
  clearCache: method('clearCache', z.object({}), cacheInfo),
  /** The one question of the engine to the shell: whether a large download may start. */
  confirmDownload: method('confirmDownload', z.object({ run, plan: downloadPlan }), z.union([z.boolean(), look])),
};

/** Name of the notification of what happened in a run since the last one; at most ten per second for each run. */
export const updateNotification = 'update';

/** Progress: the newest of each stage. Events: all, in order. */
export const runUpdate = z.object({ run, progress: z.array(progress), events: z.array(runEvent) });

/** What happened in a run since the last update. */
export type RunUpdate = z.infer<typeof runUpdate>;

/** Name of the notification of one line for the log. */
export const logNotification = 'log';

/** One line for the log; never holds a token or a text of the dataset. */
export const logLine = z.object({ level: z.enum(['debug', 'info', 'warn', 'error']), line: z.string() });

/** One line for the log. */
export type LogLine = z.infer<typeof logLine>;
