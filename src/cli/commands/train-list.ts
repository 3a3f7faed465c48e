import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkFolderOfMaps } from '../../engine/training/map-folder.ts';
import { formatError, formatShare } from '../../made-map/numbers.ts';
import { fileFaultOf } from '../../protocol/file-fault.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import type { Shard } from '../../protocol/rank-request.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { type ListedMap, parseMapList } from '../../recipe/parse-map-list.ts';
import { voiceOfTwoModels } from '../../words/voice.ts';
import type { CommandContext } from '../command-context.ts';
import { formatColumns } from '../format-columns.ts';
import { RecipeMistakes } from '../read-recipe.ts';
import { reportProblem } from '../report-problem.ts';
import { commandLineVoice } from '../voice.ts';
import { runTraining } from './run-training.ts';
import { type TrainOptions, trainRequestOf } from './train-options.ts';

/** What became of one map of a list. */
interface Outcome {
  name: string;
  /** Null: it could not be made. */
  report: TrainingReport | null;
  /** Why it could not be made, where that is a problem and no defect. */
  problem?: Problem;
  state: 'made' | 'made before' | 'failed';
}

/** What `--list` asks for. */
export interface ListCommand {
  dataset: string | undefined;
  file: string;
  options: TrainOptions;
  context: CommandContext;
  /** Ends the command with a message. */
  fail: (message: string) => never;
}

/**
 * Makes the maps of a list one after the other. What was made of the same before is left alone, so that a list that was interrupted or has grown can be run again; one
 * that fails is told and the others go on.
 *
 * @throws {ProblemError} training-list, training-list-unreadable, training-out-unusable; training-some-failed at the end; run-cancelled
 * @throws {RecipeMistakes} what is wrong with single maps, before any is made
 */
export async function trainList({ dataset, file, options, context, fail }: ListCommand): Promise<void> {
  const { out } = options;
  if (dataset !== undefined) return fail('--list names the datasets: leave out the one beside it');
  if (options.recipe !== undefined) return fail('--list and --recipe are two things: give one of them');
  if (out === undefined) return fail("option '--out <folder>' is missing: the folder that all maps are written to");
  const requests = await readList(file, out, options);
  // What is wrong with the folder of all is told once.
  await checkFolderOfMaps(out, resolve(out));
  const own = shareOf(requests, options.shard);
  const outcomes: Outcome[] = [];
  for (const [place, { name, request }] of own.entries()) {
    if (!options.quiet) context.stderr.write(`${name} (${place + 1} of ${own.length})\n`);
    outcomes.push(await makeOne(name, request, options, context));
  }
  context.stdout.write(options.format === 'json' ? indentedJson(outcomes) : tableOf(outcomes));
  const names = outcomes.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (names.length === 0) return;
  const facts = { failed: names.length, maps: outcomes.length, names };
  throw new ProblemError({ area: 'training', code: 'training-some-failed', ...facts });
}

interface NamedRequest {
  name: string;
  request: TrainRequest;
}

async function readList(file: string, out: string, options: TrainOptions): Promise<NamedRequest[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ProblemError(
      { area: 'training', code: 'training-list-unreadable', file, ...fileFaultOf(cause) },
      { cause },
    );
  });
  const base = options.base !== undefined && isLocalPath(options.base) ? resolve(options.base) : options.base;
  const listed = parseMapList(text, { base, out: (name) => join(resolve(out), name) });
  if (!Array.isArray(listed)) throw new ProblemError({ area: 'training', code: 'training-list', file, ...listed });
  const mistakes = listed.flatMap(({ line, recipe }) =>
    recipe.mistakes.map(({ problem }) => ({ place: `${file}:${line}`, problem })),
  );
  if (mistakes.length > 0) throw new RecipeMistakes(mistakes);
  return listed.flatMap((map) => requestOf(map, file, options));
}

/** The options beside `--list` hold for all of its maps. */
function requestOf({ name, recipe }: ListedMap, file: string, options: TrainOptions): NamedRequest[] {
  if (recipe.kind !== 'train' || recipe.request === null) return [];
  const own = { ...recipe.request, folder: resolve(dirname(file)) };
  const request = trainRequestOf(own, undefined, { ...options, base: undefined, out: undefined });
  return request === null ? [] : [{ name, request: { ...request, skipDone: true } }];
}

/** One machine's share: every `of`-th from the `index`-th on. */
function shareOf(requests: NamedRequest[], shard: Shard | undefined): NamedRequest[] {
  return shard === undefined ? requests : requests.filter((_, place) => place % shard.of === shard.index - 1);
}

async function makeOne(
  name: string,
  request: TrainRequest,
  options: TrainOptions,
  context: CommandContext,
): Promise<Outcome> {
  let state: Outcome['state'] = 'made';
  try {
    const report = await runTraining(request, options, context, () => {
      state = 'made before';
    });
    return { name, report, state };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'run-cancelled') throw error;
    const about = `${name} (${request.taskId ?? request.dataset})`;
    reportProblem(error, context.stderr, { voice: voiceOfTwoModels(commandLineVoice, request.tuned), about });
    return { name, report: null, state: 'failed', ...(error instanceof ProblemError && { problem: error.problem }) };
  }
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, report, state }) =>
    report === null
      ? [name, '', '', '', '', state]
      : [
          name,
          formatCount(report.rows),
          formatError(report.error),
          formatError(report.identityError),
          formatShare(Math.max(0, report.r2)),
          state,
        ],
  );
  return formatColumns(['Map', 'Rows', 'With map', 'With none', 'Explained', 'State'], rows);
}
