import { certaintyOf, type ScoreDraws, withCertainty, withoutCertainty } from './certainty-of.ts';
import type { RankingDocument } from './document.ts';
import { drawsFromBase64 } from './draws-in-base64.ts';
import { countLookedAt } from './looked.ts';
import type { MergeRefusal } from './merge-refusal.ts';
import { differenceOfRuns, type NamedPart } from './merge-run.ts';
import { rankTasks } from './rank-tasks.ts';

/** What putting parts together gives. */
export type MergeResult = { kind: 'merged'; document: RankingDocument } | { kind: 'refused'; refusal: MergeRefusal };

/**
 * Puts the parts of one run together, in any order. The result is the document of one run over all maps, but for the times: `created` is
 * that of the last part, and each timing is the longest of the parts, as if all machines had started together. What a part may say in
 * its own way (the dataset's path, the last digits of the baseline) is taken from the part of the lowest number.
 *
 * @param options.partial whether parts may be missing or cancelled; the document is marked `partial` then
 */
export function mergeParts(
  files: readonly { file: string; document: RankingDocument }[],
  options: { partial: boolean },
): MergeResult {
  const parts: NamedPart[] = [];
  for (const { file, document } of files) {
    if (document.part === undefined) return { kind: 'refused', refusal: { code: 'merge-not-a-part', file } };
    parts.push({ file, document, part: document.part });
  }
  parts.sort((a, b) => a.part.shard - b.part.shard);
  const [first] = parts;
  if (first === undefined) throw new RangeError('nothing to merge');
  const missing = missingShards(parts, first.part.shards);
  const refusal =
    firstDifference(first, parts) ??
    repeatedShard(parts) ??
    repeatedMap(parts) ??
    (options.partial ? null : incomplete(parts, missing, first.part.shards));
  if (refusal !== null) return { kind: 'refused', refusal };
  const draws = drawsOf(parts);
  if (draws !== null && 'code' in draws) return { kind: 'refused', refusal: draws };
  const document = together(first, parts, missing.length > 0);
  if (draws === null) return { kind: 'merged', document: withoutCertainty(document) };
  return { kind: 'merged', document: withCertainty({ ...document, certainty: null }, certaintyOf(document, draws)) };
}

/** The numbers from 1 to `shards` that no part has. */
export function missingShards(parts: readonly Pick<NamedPart, 'part'>[], shards: number): number[] {
  const there = new Set(parts.map(({ part }) => part.shard));
  return Array.from({ length: shards }, (_, index) => index + 1).filter((shard) => !there.has(shard));
}

function firstDifference(first: NamedPart, parts: readonly NamedPart[]): MergeRefusal | null {
  for (const part of parts) {
    const difference = differenceOfRuns(first, part);
    if (difference !== null) return difference;
  }
  return null;
}

function repeatedShard(parts: readonly NamedPart[]): MergeRefusal | null {
  for (const [index, { file, part }] of parts.entries()) {
    const next = parts[index + 1];
    if (next?.part.shard !== part.shard) continue;
    return { code: 'merge-repeated-shard', shard: part.shard, shards: part.shards, file, otherFile: next.file };
  }
  return null;
}

function repeatedMap(parts: readonly NamedPart[]): MergeRefusal | null {
  const seen = new Map<string, string>();
  for (const { file, document } of parts) {
    for (const { repo } of [...document.tasks, ...document.skipped]) {
      if (repo === null) continue;
      const earlier = seen.get(repo);
      if (earlier !== undefined) return { code: 'merge-repeated-map', repo, file: earlier, otherFile: file };
      seen.set(repo, file);
    }
  }
  return null;
}

function incomplete(parts: readonly NamedPart[], missing: number[], shards: number): MergeRefusal | null {
  const cancelled = parts.find(({ document }) => document.partial);
  if (cancelled !== undefined) {
    return { code: 'merge-partial-part', shard: cancelled.part.shard, shards, file: cancelled.file };
  }
  return missing.length === 0 ? null : { code: 'merge-missing-shards', missing, shards };
}

/** The draws of all parts, those of the baseline from the first; null where a part has none, as those of an older version, or others. */
function drawsOf(parts: readonly NamedPart[]): ScoreDraws | MergeRefusal | null {
  const tasks = new Map<string, Float32Array>();
  let baseline: Float32Array | null = null;
  const method = parts[0]?.document.method.certainty ?? null;
  for (const { file, document, part } of parts) {
    const isSame = JSON.stringify(document.method.certainty) === JSON.stringify(method);
    if (method === null || !isSame || part.draws === undefined) return null;
    const count = method.draws;
    const own = drawsFromBase64(part.draws.baseline, count);
    const read = Object.entries(part.draws.tasks).map(([repo, text]) => [repo, drawsFromBase64(text, count)] as const);
    if (own === null) return { code: 'merge-damaged-draws', file };
    for (const [repo, draws] of read) {
      if (draws === null) return { code: 'merge-damaged-draws', file };
      tasks.set(repo, draws);
    }
    baseline ??= own;
  }
  return baseline === null ? null : { baseline, tasks };
}

function together(first: NamedPart, parts: readonly NamedPart[], lacking: boolean): RankingDocument {
  const documents = parts.map(({ document }) => document);
  const { part: _, ...common } = first.document;
  const tasks = rankTasks(documents.flatMap((document) => document.tasks));
  const { available = null, filter } = first.document.coverage ?? {};
  return {
    ...common,
    partial: lacking || documents.some(({ partial }) => partial),
    created: latest(documents),
    warnings: everyWarning(documents),
    coverage: {
      scored: tasks.length,
      requested: first.part.requested,
      available,
      ...(documents.some(({ coverage }) => coverage?.lookedAt !== undefined) && { lookedAt: countLookedAt(tasks) }),
      ...(filter && { filter }),
    },
    tasks,
    skipped: documents.flatMap(({ skipped }) => skipped).sort((a, b) => (a.repo < b.repo ? -1 : 1)),
    timings: longest(documents),
  };
}

/** ISO 8601 times in UTC compare as texts. */
function latest(documents: readonly RankingDocument[]): string | null {
  return documents
    .flatMap(({ created }) => created ?? [])
    .reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
}

function everyWarning(documents: readonly RankingDocument[]): RankingDocument['warnings'] {
  const warnings = documents.flatMap((document) => document.warnings);
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

function longest(documents: readonly RankingDocument[]): RankingDocument['timings'] {
  const all = documents.flatMap(({ timings }) => timings ?? []);
  if (all.length === 0) return null;
  return {
    embedMs: Math.max(...all.map(({ embedMs }) => embedMs)),
    fetchMs: Math.max(...all.map(({ fetchMs }) => fetchMs)),
    scoreMs: Math.max(...all.map(({ scoreMs }) => scoreMs)),
    totalMs: Math.max(...all.map(({ totalMs }) => totalMs)),
  };
}
