import type { Hub } from '../../../hub/hub.ts';
import { keptBytes, tidyRanges } from '../../../hub/ranges/range-cache.ts';
import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { hubDatasetName } from '../../../protocol/hub-dataset.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import type { Progress } from '../../../protocol/progress.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DeclaredReading } from '../declared-reading.ts';
import { declaredReading } from './builder-parameters.ts';
import { choosePart, hasPart, type WantedPart } from './choose-part.ts';
import type { DatasetPart } from './dataset-part.ts';
import { HubFileSource, wholeFileBytes } from './hub-file-source.ts';
import { type BranchParts, type HubDataset, lookUpDataset } from './open-parts.ts';
import { kindOf } from './repository-parts.ts';

/** Above so many bytes nothing is fetched without a person's consent, as for maps and models. */
const consentLimitBytes = 500e6;

/** Which dataset of the Hub to open. */
export interface HubDatasetOptions extends WantedPart {
  hub: Hub;
  /** Repository id; may be an old or short name. */
  id: string;
  /** Holds for everything that is read of the source, too. */
  signal: AbortSignal;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** The share of a Parquet file's bytes that some of its columns have. */
  byteShare: (parquet: ByteSource, columns: readonly string[]) => Promise<number>;
  /** Asked where reading would download more than 500 MB. Without it, the answer is no. */
  confirm?: ((dataset: { id: string; bytes: number }) => Promise<boolean>) | undefined;
}

/**
 * A split of a dataset on the Hub as a source with shards: from the conversion to Parquet that the Hub makes of most datasets, else
 * from the files of the repository. Of Parquet files, only the bytes that are asked for are fetched.
 *
 * @throws {ProblemError} a problem of the Hub (`hub-dataset-…` for what the dataset has not), run-cancelled
 */
export async function openHubDataset(options: HubDatasetOptions): Promise<ByteSource> {
  const dataset = await lookUpDataset(options);
  const { facts } = dataset;
  const { at, part } = await findPart(dataset, options);
  const name = hubDatasetName(facts.id);
  const shards = part.files.map((file) => shardOf(file, facts.id, at, options));
  if (!options.hub.settings.offline) {
    await tidyRanges(
      options.hub,
      part.files.map(({ digest }) => digest),
    );
  }
  return {
    name,
    byteLength: shards.reduce((bytes, shard) => bytes + shard.byteLength, 0),
    shards,
    split: part.split,
    origin: { config: part.config, revision: facts.sha, ...(at === dataset.converted && { converted: at.commit }) },
    warnings: warningsOf(options.id, facts.id, part),
    // The conversion was made by the parameters, and names its classes itself.
    ...(at !== dataset.converted && { reading: readingOf(facts, part) }),
    prepare: (columns) => prepare(options, facts.id, shards, columns),
    async *stream(streaming) {
      for (const shard of shards) yield* shard.stream({ signal: streaming?.signal });
    },
    slice: () => Promise.reject(new Error('a dataset of the Hub is read shard by shard')),
  };
}

/** Looks into the conversion first, and into the repository's own files where it has not what is wanted. */
async function findPart(dataset: HubDataset, wanted: WantedPart): Promise<{ at: BranchParts; part: DatasetPart }> {
  const { facts, converted } = dataset;
  const useConverted = converted !== null && hasPart(converted.parts, wanted);
  const at = useConverted ? converted : await ownOrConverted(dataset, wanted);
  const stated = facts.configs.find(({ isDefault }) => isDefault)?.name ?? null;
  return { at, part: choosePart(facts.id, at.parts, wanted, stated) };
}

/** The branch that has what is wanted; where none has, the one that can tell what there is. */
async function ownOrConverted({ converted, own }: HubDataset, wanted: WantedPart): Promise<BranchParts> {
  if (converted === null) return own();
  const found = await own().catch((error: unknown) => {
    if (error instanceof ProblemError && /^hub-dataset-/.test(error.problem.code)) return null;
    throw error;
  });
  return found !== null && hasPart(found.parts, wanted) ? found : converted;
}

/** What the README says of how a part is read. */
function readingOf({ id, configs, features }: HubDataset['facts'], { config, files }: DatasetPart): DeclaredReading {
  const kind = kindOf(files[0]?.path ?? '');
  const parameters = configs.find(({ name }) => name === config)?.parameters ?? {};
  const columns = features.find((declared) => declared.config === config)?.columns;
  const reading = kind === null ? {} : declaredReading(kind, { repo: id, config, parameters });
  return { ...(columns && { features: columns }), ...reading };
}

function shardOf(
  file: DatasetPart['files'][number],
  repo: string,
  { branch, commit }: BranchParts,
  { hub, signal, confirm }: HubDatasetOptions,
): HubFileSource {
  const agree = (bytes: number) => consent({ hub, id: repo, bytes, confirm });
  return new HubFileSource({ hub, repo, branch, commit, file, signal, agree });
}

function warningsOf(asked: string, id: string, { config, split, partial }: DatasetPart): DatasetWarning[] {
  const renamed = { code: 'dataset-renamed', detail: { from: asked, to: id } } as const;
  const partly = { code: 'dataset-partly-converted', detail: { config, split } } as const;
  return [...(asked === id ? [] : [renamed]), ...(partial ? [partly] : [])];
}

/**
 * Before all rows are read: asks where that would download much, and fetches what is read from start to end anyway.
 */
async function prepare(
  { hub, onProgress = () => {}, confirm, byteShare }: HubDatasetOptions,
  id: string,
  shards: readonly HubFileSource[],
  columns: readonly string[],
): Promise<void> {
  const missing: HubFileSource[] = [];
  for (const shard of shards) if (!(await shard.isCached())) missing.push(shard);
  const bytes = await bytesToFetch(hub, missing, (first) => byteShare(first, columns));
  await consent({ hub, id, bytes, confirm });
  const whole = missing.filter((shard) => shard.knownFormat !== 'parquet');
  const total = whole.reduce((sum, shard) => sum + shard.byteLength, 0);
  let before = 0;
  for (const shard of whole) {
    const report = (received: number) =>
      onProgress({ stage: 'read-dataset', done: Math.min(before + received, total), total, unit: 'bytes' });
    await shard.fetchWhole(report);
    before += shard.byteLength;
  }
}

/** Of Parquet files, the share that the columns have in the first one, less what is kept from before; of others, all. */
async function bytesToFetch(
  hub: Hub,
  shards: readonly HubFileSource[],
  shareOf: (first: HubFileSource) => Promise<number>,
): Promise<number> {
  const size = shards.reduce((sum, shard) => sum + shard.byteLength, 0);
  const [first] = shards;
  if (size <= consentLimitBytes || first?.knownFormat !== 'parquet') return size;
  const share = await shareOf(first);
  let bytes = 0;
  for (const shard of shards) {
    const needed = shard.byteLength <= wholeFileBytes ? shard.byteLength : shard.byteLength * share;
    bytes += Math.max(0, needed - (await keptBytes(hub, shard.digest)));
  }
  return Math.ceil(bytes);
}

/** Offline nothing is downloaded, and nobody asked: that it is not there is told where it is read. */
async function consent(
  asked: Pick<HubDatasetOptions, 'hub' | 'confirm'> & { id: string; bytes: number },
): Promise<void> {
  const { hub, id, bytes, confirm } = asked;
  if (bytes <= consentLimitBytes || hub.settings.offline || (await confirm?.({ id, bytes }))) return;
  const facts = { repo: id, bytes, limitBytes: consentLimitBytes };
  throw new ProblemError({ area: 'hub', code: 'hub-dataset-needs-consent', ...facts });
}
