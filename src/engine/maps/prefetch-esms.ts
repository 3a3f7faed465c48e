import type { EsmEntry } from '../../esm/entry.ts';
import { isEsmCached } from '../../esm/fetch-esm.ts';
import { findEsms } from '../../esm/find-esms.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { Hub } from '../../hub/hub.ts';
import { fetchLanguageModel } from '../../language-model/fetch-language-model.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { SkippedEsm } from '../../ranking/document.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { openBaseModel } from '../base-model/open-base-model.ts';
import { AsyncQueue } from '../between-stages/async-queue.ts';
import { consentLimitBytes, planDownload } from '../between-stages/download-plan.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import { showWaits } from '../between-stages/show-waits.ts';
import { sideBySide } from '../between-stages/side-by-side.ts';
import type { EngineContext } from '../context.ts';
import type { FetchedEsm } from './fetch-each.ts';
import { fetchEsms } from './fetch-esms.ts';
import { skippedEsm } from './scored-task.ts';

/** How a caller follows and steers a prefetch. */
export type PrefetchObserver = Pick<RunObserver, 'onProgress' | 'confirmDownload' | 'signal'>;

/** What a prefetch brought into the cache. */
export interface PrefetchedEsms {
  /** Canonical id of the base model. */
  model: string;
  /** Maps that were fetched. */
  fetched: number;
  /** Maps that were there before. */
  cached: number;
  /** Maps that could not be had, each with its reason. */
  failed: SkippedEsm[];
}

/**
 * Brings a base model and all its maps into the cache, so that a ranking with it needs no network.
 *
 * @throws {ProblemError} run-prefetch-needs-consent, run-cancelled, or a problem of the Hub or the model. What was fetched by then stays
 */
export async function prefetchEsms(
  context: EngineContext,
  id: string,
  { onProgress: show = () => {}, ...rest }: PrefetchObserver,
): Promise<PrefetchedEsms> {
  const { hub, onProgress } = showWaits(context.hub, show);
  const observer = { ...rest, onProgress };
  const { signal } = observer;
  const onBytes = (done: number, total: number | null) =>
    onProgress({ stage: 'fetch-model', done, total, unit: 'bytes' });
  const model = await openBaseModel({ hub, id, pooling: undefined, signal, onBytes });
  onProgress({ stage: 'list-esms', done: 0, total: null, unit: 'esms' });
  const { esms } = await findEsms({ hub, baseModel: model.id, signal });
  onProgress({ stage: 'list-esms', done: esms.length, total: esms.length, unit: 'esms' });
  const missing = await missingEsms(hub, esms);
  if (!hub.settings.offline) await agree(model, esms, missing, observer);
  if (!model.cached) await fetchLanguageModel(model.files, model.description);
  const failed = await fetchMissing({ hub, esms: missing, dimension: model.description.dimension }, observer);
  const cached = esms.length - missing.length;
  return { model: model.id, fetched: missing.length - failed.length, cached, failed };
}

async function missingEsms(hub: Hub, esms: readonly EsmEntry[]): Promise<EsmEntry[]> {
  const missing: EsmEntry[] = [];
  for (const esm of esms) if (!(await isEsmCached({ hub, esm }))) missing.push(esm);
  return missing;
}

async function agree(
  model: BaseModel,
  esms: readonly EsmEntry[],
  missing: readonly EsmEntry[],
  { confirmDownload, signal }: PrefetchObserver,
): Promise<void> {
  const toFetch = new Set(missing);
  const plan = planDownload({
    model: model.id,
    dimension: model.description.dimension,
    esmsAvailable: esms.length,
    selected: esms,
    isCached: (esm) => !toFetch.has(esm),
    modelBytesToFetch: model.cached ? 0 : model.description.weightBytes,
  });
  if (plan.bytesToFetch <= consentLimitBytes || (await confirmDownload?.(plan))) return;
  throwIfCancelled(signal);
  throw new ProblemError({
    area: 'run',
    code: 'run-prefetch-needs-consent',
    model: model.id,
    bytes: plan.bytesToFetch,
    limitBytes: consentLimitBytes,
    esms: esms.length,
    esmsToFetch: missing.length,
  });
}

async function fetchMissing(
  missing: { hub: Hub; esms: readonly EsmEntry[]; dimension: number },
  { onProgress, signal }: PrefetchObserver,
): Promise<SkippedEsm[]> {
  const fetched = new AsyncQueue<FetchedEsm>();
  const total = missing.esms.length;
  const [, failed] = await sideBySide(
    signal,
    (linked) =>
      fetchEsms({
        ...missing,
        fetched,
        signal: linked,
        onProgress: (done) => onProgress?.({ stage: 'fetch-esms', done, total, unit: 'esms' }),
      }),
    () => failuresOf(fetched),
  );
  return failed;
}

async function failuresOf(fetched: AsyncQueue<FetchedEsm>): Promise<SkippedEsm[]> {
  const failed: SkippedEsm[] = [];
  for await (const { esm, problem } of fetched) if (problem !== null) failed.push(skippedEsm(esm.repo, problem));
  return failed;
}
