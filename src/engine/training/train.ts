import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeEsm } from '../../esm/write-esm.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { checkRepositoryId } from '../../hub/repository-id.ts';
import { loadKernels } from '../../logme/load-kernels.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';
import { type TrainRequest, type TuningFacts, tuningFacts } from '../../protocol/train-request.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import type { TrainingWarning } from '../../protocol/training-warnings.ts';
import type { SolvedMap } from '../../ridge/solve-map.ts';
import { lastKnownWarning } from '../base-model/last-known-warning.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import { showWaits } from '../between-stages/show-waits.ts';
import type { EngineContext } from '../context.ts';
import { agreeOnModels } from './agree-on-models.ts';
import { distinctTexts } from './distinct-texts.ts';
import { embedPairs } from './embed-pairs.ts';
import { EmbeddingFile, saveEmbeddings } from './embedding-file.ts';
import { type FittedMap, fitMap } from './fit-map.ts';
import { madeFrom } from './made-from.ts';
import { makeReport } from './make-report.ts';
import { mapConfig } from './map-config.ts';
import { checkEmbeddingFile, checkMapFolder, readReport, writeReport } from './map-folder.ts';
import type { PairSpool } from './pair-spool.ts';
import type { Pairs } from './pairs.ts';
import { readAlsoTexts, readOwnTexts, type SourceTexts } from './source-texts.ts';
import { swappedModels } from './swapped-models.ts';
import { openTrainingModels, type TrainingModels } from './training-models.ts';
import {
  type OwnRows,
  type TrainingSources,
  type WeightedPairs,
  weightedPairs,
  weightsOf,
} from './training-sources.ts';
import { tuningOf } from './tuning-of.ts';

/** How a caller follows and steers the making of a map. */
export interface TrainObserver extends Pick<RunObserver, 'onProgress' | 'confirmDownload' | 'signal'> {
  /** Told where the map was made of the same before, and `skipDone` leaves it alone. */
  onDoneBefore?: () => void;
}

/**
 * Makes an Embedding Space Map: reads the texts, embeds them by both models, fits the map, judges it by rows left out, and writes it to a folder with its report.
 *
 * @returns the report; that of before where `skipDone` finds the map made
 * @throws {ProblemError} of the areas training, dataset, language-model, hub; run-cancelled. No map is written then
 */
export async function trainMap(
  request: TrainRequest,
  context: EngineContext,
  observer: TrainObserver,
): Promise<TrainingReport> {
  await using run = new TrainingRun(request, context, observer);
  return await run.toEnd();
}

/** @throws {ProblemError} training-numbers-too-large */
function checkNumbers(source: string, { weight, bias }: SolvedMap): void {
  const hasRoom = [weight, bias].every((numbers) => numbers.every((value) => Number.isFinite(Math.fround(value))));
  if (!hasRoom) throw new ProblemError({ area: 'training', code: 'training-numbers-too-large', source });
}

async function ofModels({ base, tuned }: TrainingModels): Promise<TrainingWarning[]> {
  const swapped = tuned === null ? null : await swappedModels(base, tuned);
  return swapped === null ? [] : [swapped];
}

/** One map on its way from a request to a folder. */
class TrainingRun implements AsyncDisposable {
  readonly #request: TrainRequest;
  readonly #context: EngineContext;
  readonly #observer: TrainObserver & Required<Pick<RunObserver, 'onProgress'>>;
  readonly #opened: AsyncDisposable[] = [];
  readonly #warnings: RunWarning[] = [];
  readonly #startedAt = performance.now();
  readonly #timings = { embedMs: 0, solveMs: 0 };

  constructor(request: TrainRequest, context: EngineContext, observer: TrainObserver) {
    const onWarning = (warning: RunWarning) => void this.#warnings.push(warning);
    const { hub, onProgress } = showWaits({ ...context.hub, onWarning }, observer.onProgress ?? (() => {}));
    this.#request = request;
    this.#context = {
      ...context,
      hub: { ...hub, onLastKnown: (problem) => onWarning(lastKnownWarning(hub.settings.endpoint, problem)) },
    };
    this.#observer = { ...observer, onProgress };
  }

  /** The stages in their order. */
  async toEnd(): Promise<TrainingReport> {
    const { signal, onDoneBefore } = this.#observer;
    const request = this.#request;
    throwIfCancelled(signal);
    const folder = this.#path(request.out);
    await checkMapFolder(request.out, folder);
    if (request.baseId !== undefined) checkRepositoryId(request.baseId);
    const kept = request.saveEmbeddings;
    if (kept !== undefined) await checkEmbeddingFile(kept, this.#path(kept));
    const models = await this.#openModels();
    const sources = await this.#readSources(models);
    const digest = await this.#digest(models, sources);
    const before = request.skipDone ? await readReport(folder) : null;
    if (before?.madeFrom === digest) {
      onDoneBefore?.();
      return before;
    }
    const [own, ...also] = await this.#timed('embedMs', () => this.#embed(models, sources));
    await this.#saveEmbeddings(models, own.pairs);
    const fitted = await this.#timed('solveMs', () => this.#fit(models, [own, ...also]));
    const timings = { ...this.#timings, totalMs: Math.round(performance.now() - this.#startedAt) };
    checkNumbers(own.source, fitted.solved);
    const warnings = [...this.#warnings, ...(await ofModels(models))];
    const made = { request, folder, models, sources, own, fitted, digest, warnings, timings };
    const report = await makeReport(made, this.#context, signal);
    await this.#write(folder, models, sources, fitted);
    await writeReport(folder, report);
    return report;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#opened.reverse()) await resource[Symbol.asyncDispose]();
  }

  #path(name: string): string {
    return resolve(this.#request.folder ?? '.', name);
  }

  #openModels(): Promise<TrainingModels> {
    const { signal, onProgress } = this.#observer;
    const onBytes = (done: number, total: number | null) =>
      onProgress({ stage: 'fetch-model', done, total, unit: 'bytes' });
    return openTrainingModels(this.#request, this.#context, { signal, onBytes });
  }

  /** The texts of all sources; of a file of embeddings its head. */
  async #readSources({ base }: TrainingModels): Promise<TrainingSources> {
    const { embeddings, also } = this.#request;
    const read: SourceTexts[] = [];
    if (embeddings === undefined) read.push(await readOwnTexts(this.#request, this.#context, this.#observer));
    for (const each of also) read.push(await readAlsoTexts(each, this.#request, this.#context, this.#observer));
    const distinct = distinctTexts(read);
    const { dimension } = base.description;
    const [first, ...others] = distinct;
    const sources: TrainingSources =
      embeddings === undefined && first !== undefined
        ? { own: { kind: 'texts', texts: first }, also: others }
        : { own: await this.#ownFile(embeddings ?? '', base.id, dimension), also: distinct };
    // Too few rows are told before anything is embedded.
    weightsOf(sources, this.#request);
    return sources;
  }

  async #ownFile(name: string, base: string, dimension: number): Promise<OwnRows> {
    return { kind: 'file', name, file: await this.#openFile(name, base, dimension) };
  }

  async #openFile(name: string, base: string, expected: number): Promise<EmbeddingFile> {
    const file = await EmbeddingFile.open(name, this.#path(name), this.#observer.signal);
    this.#opened.push(file);
    if (file.dimension === expected) return file;
    const facts = { file: name, found: file.dimension, base, expected };
    throw new ProblemError({ area: 'training', code: 'training-embeddings-dimension', ...facts });
  }

  #digest(models: TrainingModels, sources: TrainingSources): Promise<string> {
    const { embeddings } = this.#request;
    const file = embeddings === undefined ? null : this.#path(embeddings);
    return madeFrom({ request: this.#request, models, sources, embeddings: file });
  }

  /** Embeddings of all sources with their weights, the task's own first. */
  async #embed(models: TrainingModels, sources: TrainingSources): Promise<[WeightedPairs, ...WeightedPairs[]]> {
    const { own, also } = sources;
    const texts = [...(own.kind === 'texts' ? [own.texts] : []), ...also].map((each) => each.texts);
    await agreeOnModels({ context: this.#context, models, texts, observer: this.#observer });
    const total = 2 * texts.reduce((sum, each) => sum + each.length, 0);
    const pairs: Pairs[] = own.kind === 'file' ? [own.file] : [];
    let before = 0;
    for (const each of texts) {
      const onProgress = (done: number) =>
        this.#observer.onProgress({ stage: 'embed', done: before + done, total, unit: 'texts' });
      pairs.push(await this.#embedTexts(models, each, onProgress));
      before += 2 * each.length;
    }
    return weightedPairs(sources, pairs, this.#request);
  }

  async #embedTexts(
    { base, tuned }: TrainingModels,
    texts: string[],
    onProgress: (done: number) => void,
  ): Promise<PairSpool> {
    if (tuned === null) throw new TypeError('texts to embed, and no tuned model');
    const { device } = this.#request;
    const { signal } = this.#observer;
    const onRefusal = (reason: string) =>
      this.#warnings.push({ code: 'run-device-not-started', detail: { device: device ?? 'cpu', reason, used: 'cpu' } });
    const context = this.#context;
    const spool = await embedPairs({ context, base, tuned, texts, device, signal, onProgress, onRefusal });
    this.#opened.push(spool);
    return spool;
  }

  async #saveEmbeddings({ base }: TrainingModels, pairs: Pairs): Promise<void> {
    const { saveEmbeddings: name } = this.#request;
    if (name === undefined) return;
    const { dimension } = base.description;
    await saveEmbeddings({ path: this.#path(name), pairs, dimension, signal: this.#observer.signal });
  }

  async #fit({ base }: TrainingModels, sources: WeightedPairs[]): Promise<FittedMap> {
    const { relaxed, simd } = this.#context.assets.kernels;
    const kernels = loadKernels({ relaxed: await readFile(relaxed), simd: await readFile(simd) });
    const total = 2 * sources.reduce((sum, { pairs }) => sum + pairs.rows, 0);
    const { signal } = this.#observer;
    const onProgress = (done: number) => this.#observer.onProgress({ stage: 'solve', done, total, unit: 'rows' });
    return fitMap({ sources, dimension: base.description.dimension, kernels, signal, onProgress });
  }

  async #write(folder: string, models: TrainingModels, sources: TrainingSources, fitted: FittedMap): Promise<void> {
    const { dtype, license } = this.#request;
    const { base } = models;
    const tuning = await this.#tuning(models);
    const metadata = mapConfig({ request: this.#request, base, tuning, sources, fitted });
    const { weight, bias } = fitted.solved;
    const { dimension } = base.description;
    throwIfCancelled(this.#observer.signal);
    await writeEsm(folder, { weight, bias, dimension, dtype, metadata, ...(license !== undefined && { license }) });
  }

  /** What the request says of the fine-tuning goes before what the files say. */
  async #tuning({ tuned }: TrainingModels): Promise<TuningFacts> {
    const found = tuned === null ? {} : await tuningOf(tuned.files, this.#observer.signal);
    const stated = Object.entries(this.#request.tuning).filter(([, value]) => value !== undefined);
    return tuningFacts.parse({ ...found, ...Object.fromEntries(stated) });
  }

  async #timed<Value>(timing: 'embedMs' | 'solveMs', work: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    const value = await work();
    this.#timings[timing] = Math.round(performance.now() - startedAt);
    return value;
  }
}
