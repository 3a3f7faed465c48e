/**
 * Ranks public datasets by how much fine-tuning a language model on them first is likely to help for labelled texts: the engine of
 * `esm-rank` and of the extension, for programs.
 *
 * @packageDocumentation
 */
import type { RankingDocument } from '../ranking/document.ts';
import { parseRequest, type RankObserver, type RankOptions } from './options.ts';
import { startEngine } from './start-engine.ts';

export type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
export { RankCancelled } from '../engine/between-stages/rank-cancelled.ts';
export type { RunEvent, RunObserver } from '../engine/between-stages/run-events.ts';
export type { Coverage, DocumentHead } from '../engine/between-stages/run-record.ts';
export { type Problem, ProblemError } from '../protocol/problem.ts';
export type { Progress } from '../protocol/progress.ts';
export type { RankRequest } from '../protocol/rank-request.ts';
export {
  type Certainty,
  type RankedTask,
  type RankingDocument,
  rankingDocument,
  type SkippedEsm,
} from '../ranking/document.ts';
export { toCsv } from '../ranking/export/csv.ts';
export { type HtmlOptions, toHtml } from '../ranking/export/html.ts';
export { type ReportOptions, toMarkdown } from '../ranking/export/markdown.ts';
export { type TextTableOptions, toTextTable } from '../ranking/export/text-table.ts';
export type { ScoredTask } from '../ranking/rank-tasks.ts';
export type { PlaceCertainty } from '../ranking/unknown-certainty.ts';
export type { EngineOptions, RankObserver, RankOptions } from './options.ts';

/**
 * Ranks intermediate tasks for a dataset, in this process.
 *
 * @example
 * ```js
 * import { rank, toTextTable } from 'intermediate-task-ranker';
 *
 * const ranking = await rank(
 *   { dataset: 'tickets.csv', model: 'bert-base-multilingual-uncased' },
 *   { onProgress: ({ stage, done, total }) => console.error(stage, done, total), confirmDownload: async () => true },
 * );
 * console.log(ranking.certainty?.verdict);
 * console.log(toTextTable(ranking, { top: 10 }));
 * ```
 * @param options dataset, model, and what else is to be chosen
 * @param observer told of progress and of each task as it is scored; asked before a large download, which is refused without it
 * @returns the document, as `esm-rank rank --format json` writes it
 * @throws {ProblemError} what ends a run, as data: `error.problem.code`
 * @throws {RankCancelled} with what was ranked so far, once `observer.signal` is aborted
 */
export async function rank(
  { engine: settings = {}, ...options }: RankOptions,
  { signal = new AbortController().signal, ...observer }: RankObserver = {},
): Promise<RankingDocument> {
  const request = parseRequest(options);
  const engine = startEngine(settings);
  try {
    return await engine.rank(request, { ...observer, signal });
  } finally {
    await engine.close();
  }
}
