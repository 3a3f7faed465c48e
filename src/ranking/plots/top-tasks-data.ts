import type { RankedTask, RankingDocument } from '../document.ts';
import { differenceCell } from '../export/standing-cells.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { baselineLabel } from '../sentences/baseline.ts';
import { measuredCell } from '../sentences/measured.ts';
import { standingMark } from '../sentences/standing.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { markedToTry, withoutAlike } from '../shortlist.ts';
import { standingOf } from '../standing.ts';
import { taskKey } from '../task-key.ts';
import { shortTaskName, taskName } from '../task-name.ts';
import { namesWidth } from './plot-sizes.ts';
import { type Tone, toneOf } from './tone.ts';

/** Tasks in the plots of the top. */
export const topCount = 20;

/** The tasks in the plots of the top: the first {@link topCount}, without those that stand under one that is alike. */
export function topTasks(tasks: readonly RankedTask[]): RankedTask[] {
  return withoutAlike({ tasks }).slice(0, topCount);
}

/** CSS pixels of one character of a name. */
const characterWidth = 6.1;

/** Characters of a name that fit into its room. */
function longestName(room: number): number {
  return Math.max(8, Math.floor(room / characterWidth));
}

/** One task of the dot plot. */
export interface TopTask {
  /** Names the task, see {@link taskKey}. */
  key: string;
  /** Row in the plot, from 0. */
  place: number;
  name: string;
  score: number;
  /** Ends of the line: the 95 % interval, or where it is not known the baseline and the score. Null: no line is drawn. */
  from: number | null;
  to: number | null;
  tone: Tone;
  /** The sample does not tell it from the first, or it is the first and there are such. */
  tied: boolean;
  tooltip: string;
}

/**
 * Rows of the dot plot: {@link topTasks} of those given, in their order; those to try have a star before their name.
 *
 * @param room for the names, in CSS pixels
 */
export function topTasksData(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
  room = namesWidth,
): TopTask[] {
  const longest = longestName(room);
  const toTry = new Set(markedToTry(document));
  const tied = tiedRepos(document);
  return topTasks(tasks).map((task, place) => ({
    key: taskKey(task),
    place,
    name: toTry.has(task) ? `★ ${shortTaskName(task, longest - 2)}` : shortTaskName(task, longest),
    score: task.score,
    from: task.interval?.[0] ?? document.baseline?.score ?? null,
    to: task.interval?.[1] ?? (document.baseline === null ? null : task.score),
    tone: toneOf(task, document),
    tied: task.repo !== null && tied.has(task.repo),
    tooltip: tooltipOf(task, document, say),
  }));
}

/** The measured gain of one task in the dot plot. */
export interface MeasuredMark {
  place: number;
  /** Where it stands on the axis of the scores: no gain at the baseline, the largest as far from it as the farthest score. */
  score: number;
  label: string;
  /** It stands left of the task's own dot, and so does its number: they do not cover each other. */
  before: boolean;
}

/** Marks of the measured gains, of the rows of {@link topTasksData}; on a scale of their own, so each has its number beside it. */
export function measuredMarks(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
): MeasuredMark[] {
  const { baseline } = document;
  if (baseline === null) return [];
  const shown = topTasks(tasks);
  const farthest = Math.max(...shown.map(({ score }) => Math.abs(score - baseline.score)));
  const largest = Math.max(...shown.map(({ measured }) => Math.abs(measured?.gain ?? 0)));
  return shown.flatMap((task, place) => {
    if (task.measured === undefined) return [];
    const score = baseline.score + (largest === 0 ? 0 : (task.measured.gain / largest) * farthest);
    return [{ place, score, label: measuredCell(task), before: score < task.score }];
  });
}

/** Where the baseline is on the axis, with its value. */
export function baselineMark({ baseline, tasks }: RankingDocument, say: Translate = english): object[] {
  if (baseline === null) return [];
  const score = scoreFormat({ baseline, tasks }, '−').score(baseline.score);
  return [{ score: baseline.score, label: say('baseline {0}', score) }];
}

function tiedRepos({ certainty, tasks }: RankingDocument): Set<string> {
  const first = tasks[0]?.repo ?? null;
  if (certainty === null || certainty.tied.length === 0 || first === null) return new Set();
  return new Set([first, ...certainty.tied]);
}

function tooltipOf(task: RankedTask, document: RankingDocument, say: Translate): string {
  const format = scoreFormat(document, '−');
  const difference = differenceCell(task, document, format);
  const compared = difference === '' ? '' : ` (${difference})`;
  const mark = standingMark(standingOf(task, document), say);
  const name = `${formatCount(task.rank)}. ${plainLine(taskName(task))}`;
  const estimated = `${name}: ${format.score(task.score)}${compared} ${mark}`.trimEnd();
  return task.measured === undefined ? estimated : `${estimated}, ${say('measured {0} points', measuredCell(task))}`;
}

/** What the dot plot says. */
export function topTasksMessage(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
): string {
  const [first] = tasks;
  if (first === undefined) return say('There are no tasks.');
  const format = scoreFormat(document, '−');
  const top = [formatCount(Math.min(20, tasks.length)), plainLine(taskName(first)), format.score(first.score)];
  if (document.baseline === null) {
    return say('Scores of the first {0} tasks, from {1} with {2}. The baseline is not known.', ...top);
  }
  return say(
    'Scores of the first {0} tasks, from {1} with {2}. {3}: {4}.',
    ...top,
    baselineLabel(say),
    format.score(document.baseline.score),
  );
}
