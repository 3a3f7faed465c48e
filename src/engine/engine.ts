import type { DatasetInspection } from '../protocol/dataset-inspection.ts';
import type { EsmCheck } from '../protocol/esm-findings.ts';
import type { FoundDataset, HubDatasetParts } from '../protocol/hub-dataset.ts';
import type { PublishedEsm, PublishPlan, PublishRequest } from '../protocol/publish-plan.ts';
import type { InputFormat, RankRequest } from '../protocol/rank-request.ts';
import type { TextEncoding } from '../protocol/text-encoding.ts';
import type { TrainRequest } from '../protocol/train-request.ts';
import type { TrainingReport } from '../protocol/training-report.ts';
import type { RankingDocument } from '../ranking/document.ts';
import type { RunObserver } from './between-stages/run-events.ts';
import type { BaseModelOnDisk } from './maps/esms-on-disk.ts';
import type { DownloadEstimate } from './maps/estimate-download.ts';
import type { BaseModelList } from './maps/list-base-models.ts';
import type { EsmList } from './maps/list-esms.ts';
import type { PrefetchedEsms, PrefetchObserver } from './maps/prefetch-esms.ts';
import type { RemovedEsms } from './maps/remove-esms.ts';
import type { CheckParams } from './publishing/check-map.ts';
import type { TrainObserver } from './training/train.ts';

/** Which dataset to inspect; as in a request to rank. */
export interface InspectParams {
  file: string;
  folder?: string | undefined;
  config?: string | undefined;
  split?: string | undefined;
  inputFormat?: InputFormat | undefined;
  encoding?: TextEncoding | undefined;
  sheet?: string | undefined;
  /** Base model whose tokens are counted, where it is on this machine. */
  model?: string | undefined;
}

/** What is in the engine's own cache, and in the one that is shared with Python. */
export interface CacheInfo {
  embeddings: { folder: string; files: number; bytes: number };
  hub: { folder: string };
}

/** The engine's functions as a shell calls them, wherever they run: in its own process, or in the background one. */
export interface Engine {
  /** @throws {ProblemError}; RankCancelled, with what was ranked so far, once the signal is aborted */
  rank(request: RankRequest, observer: RunObserver): Promise<RankingDocument>;
  /** What a dataset holds. `file`: an absolute path, one from `folder`, or `hf:<id>` for one on the Hub. */
  inspect(params: InspectParams & { signal: AbortSignal }): Promise<DatasetInspection>;
  /** Datasets on the Hub whose names hold a text, the most downloaded first. */
  searchDatasets(params: { text: string; signal: AbortSignal }): Promise<FoundDataset[]>;
  /** The configs and splits of a dataset on the Hub. */
  datasetParts(params: { id: string; signal: AbortSignal }): Promise<HubDatasetParts>;
  /** Base models that have maps, most maps first. */
  models(params: { signal: AbortSignal }): Promise<BaseModelList>;
  /** The maps of a base model; with a filter, those that pass it. */
  esms(params: { model: string; filter?: string | undefined; signal: AbortSignal }): Promise<EsmList>;
  /** How large a base model and all its maps are, and what of that is in the cache. */
  estimateDownload(params: { model: string; signal: AbortSignal }): Promise<DownloadEstimate>;
  /** Base models that have maps, and which of these the cache holds; without a network, what is known. */
  esmsOnDisk(params: { signal: AbortSignal }): Promise<BaseModelOnDisk[]>;
  /** Brings a base model and all its maps into the cache. */
  prefetchEsms(model: string, observer: PrefetchObserver): Promise<PrefetchedEsms>;
  /** Removes maps of a base model from the cache. `repos`: only these; null: all of the model. */
  removeEsms(params: { model: string; repos: readonly string[] | null; signal: AbortSignal }): Promise<RemovedEsms>;
  /** Whether a map, in a folder or on the Hub, is one that this program and hfselect find and rank; repaired where that is wanted. */
  checkEsm(params: CheckParams & { signal: AbortSignal }): Promise<EsmCheck>;
  /** What publishing a map would make public and where, and that it can be done. Writes nothing. */
  planPublishing(params: { request: PublishRequest; dryRun: boolean; signal: AbortSignal }): Promise<PublishPlan>;
  /** Does what a plan says that somebody has agreed to. */
  publishEsm(params: { plan: PublishPlan; signal: AbortSignal }): Promise<PublishedEsm>;
  /**
   * Makes a map in a folder, with a report beside it.
   *
   * @throws {ProblemError}; run-cancelled once the signal is aborted, and then nothing is written
   */
  train(request: TrainRequest, observer: TrainObserver): Promise<TrainingReport>;
  cacheInfo(params: { signal: AbortSignal }): Promise<CacheInfo>;
  /** Deletes the cached embeddings and returns what was there. */
  clearCache(params: { signal: AbortSignal }): Promise<CacheInfo>;
}
