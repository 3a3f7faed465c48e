import type { EsmEntry } from '../../esm/entry.ts';
import type { Look } from '../../protocol/rank-request.ts';

/** Above so many bytes a run must not start to download without a person's consent. */
export const consentLimitBytes = 500e6;

/** config.json, the HTTP overhead and the like of one map, in bytes; a guess on the safe side. */
const esmOverheadBytes = 2_000;

/** What a run is going to download, known before anything large is fetched. */
export interface DownloadPlan {
  /** Canonical id of the base model. */
  model: string;
  dimension: number;
  /** Maps that the Hub lists; null where unknown. */
  esmsAvailable: number | null;
  /** Maps that this run wants, cached or not. */
  esmsSelected: number;
  esmsCached: number;
  /** Estimated from the dimension: d² + d float32 numbers each. */
  esmBytesToFetch: number;
  /** Estimated from the model's configuration; 0 where it is cached or not needed. */
  modelBytesToFetch: number;
  /** All that is to be fetched. */
  bytesToFetch: number;
  /** How maps are fetched. Absent: whole, and there is no choice. With `first`, `esmBytesToFetch` is at most. */
  look?: Look | undefined;
  /** The other way to fetch them; absent where there is none. */
  otherwise?: { look: Look; bytesToFetch: number } | undefined;
  /** Set where the plan is of reading a dataset on the Hub, before anything is known of maps: its id. */
  dataset?: string | undefined;
}

/** The plan with one of two ways to fetch maps. @param bytes of the maps in either way, at most */
export function planWith(plan: DownloadPlan, look: Look, bytes: Record<Look, number>): DownloadPlan {
  const other = look === 'first' ? 'all' : 'first';
  const total = (way: Look) => bytes[way] + plan.modelBytesToFetch;
  const otherwise = { look: other, bytesToFetch: total(other) } as const;
  return { ...plan, look, esmBytesToFetch: bytes[look], bytesToFetch: total(look), otherwise };
}

/** The plan where nothing can be downloaded. */
export function withoutDownload({ otherwise: _, ...plan }: DownloadPlan): DownloadPlan {
  return { ...plan, esmBytesToFetch: 0, modelBytesToFetch: 0, bytesToFetch: 0 };
}

/** The plan of reading a dataset on the Hub, which a run does before it knows more. */
export function planDatasetDownload(dataset: { id: string; bytes: number }, model: string): DownloadPlan {
  const maps = { esmsAvailable: null, esmsSelected: 0, esmsCached: 0, esmBytesToFetch: 0 };
  return { model, dimension: 0, ...maps, modelBytesToFetch: 0, bytesToFetch: dataset.bytes, dataset: dataset.id };
}

/** Bytes of one linear map between embeddings of `dimension` numbers, with its small files. */
export function esmBytes(dimension: number): number {
  return 4 * (dimension * dimension + dimension) + esmOverheadBytes;
}

/** Adds up what is to be fetched. Pure: the caller looks into the cache. */
export function planDownload(facts: {
  model: string;
  dimension: number;
  esmsAvailable: number | null;
  selected: readonly EsmEntry[];
  isCached: (entry: EsmEntry) => boolean;
  modelBytesToFetch: number;
  /** Bytes of parts of maps that are there, by repository. */
  kept?: ReadonlyMap<string, number>;
}): DownloadPlan {
  const toFetch = facts.selected.filter((esm) => !facts.isCached(esm));
  const esmsCached = facts.selected.length - toFetch.length;
  const whole = esmBytes(facts.dimension);
  const esmBytesToFetch = toFetch.reduce((sum, { repo }) => sum + Math.max(0, whole - (facts.kept?.get(repo) ?? 0)), 0);
  return {
    model: facts.model,
    dimension: facts.dimension,
    esmsAvailable: facts.esmsAvailable,
    esmsSelected: facts.selected.length,
    esmsCached,
    esmBytesToFetch,
    modelBytesToFetch: facts.modelBytesToFetch,
    bytesToFetch: esmBytesToFetch + facts.modelBytesToFetch,
  };
}
