import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, type ScoreFormat, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { answerParts } from '../sentences/answer.ts';
import { baselineLabel } from '../sentences/baseline.ts';
import { droppedLabel, moreTasksSentence, skippedLabel } from '../sentences/coverage.ts';
import { othersLabel } from '../sentences/estimator.ts';
import { lookedLabel } from '../sentences/looked.ts';
import { isMeasured, measuredCell } from '../sentences/measured.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { skippedLine } from '../skipped-maps.ts';
import { columnsName } from '../task-name.ts';
import { type DescribeFact, factsOf } from './facts.ts';
import { type ShownRow, shownRows } from './shown-rows.ts';
import { differenceCell, helpsCell } from './standing-cells.ts';

/** What a Markdown or HTML export shows. */
export interface ReportOptions {
  /** The first so many tasks; the baseline is shown in any case. Default: all. */
  top?: number;
  say?: Translate;
  /** Words for the codes in `skipped` and `warnings`. Default: the code itself, readable. */
  describe?: DescribeFact;
}

/**
 * The ranking as GitHub-flavoured Markdown: the answer, a table with the baseline at its place, then target, method and what was
 * left out. Names are escaped: none of them becomes markup, a link or a formula.
 */
export function toMarkdown(document: RankingDocument, options: ReportOptions = {}): string {
  const { say = english, describe } = options;
  const facts = factsOf(document, say, describe);
  const about = facts.about.map(({ name, value }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`);
  const blocks = [
    answerBlock(document, say),
    ...facts.caveats.map(escapeMarkdown),
    table(document, options.top, say),
    about.join('\n'),
    escapeMarkdown(facts.method),
    list(say('Warnings'), facts.warnings),
    list(droppedLabel(document, say), facts.dropped),
    list(skippedLabel(document, say), facts.skipped.map(skippedLine)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function table(document: RankingDocument, top: number | undefined, say: Translate): string {
  const format = scoreFormat(document, '-');
  const titles = ['Rank', 'Task', 'Subset', 'Split', 'Columns', 'Examples', 'Score', 'vs baseline', 'Helps?'].map(
    (title) => say(title),
  );
  const shown = shownRows(document, top);
  const rows = shown.map((row) => cellsOf(row, document, format, say));
  const gains = [say('Measured'), '--:', ...shown.map((row) => (row.kind === 'task' ? gainCell(row.task) : ''))];
  const lines = [titles, ['--:', '---', '---', '---', '---', '--:', '--:', '--:', '---'], ...rows];
  // Without a baseline there is nothing in the last two columns, without certainty nothing in the last.
  const empty = document.baseline === null ? 2 : document.method.certainty === null ? 1 : 0;
  const filled = lines.map((cells) => cells.slice(0, cells.length - empty));
  const withGains = isMeasured(document) ? filled.map((cells, line) => [...cells, gains[line] ?? '']) : filled;
  return withGains.map(tableLine).join('\n');
}

/** What to do in bold, and below it what that rests on. */
function answerBlock(document: RankingDocument, say: Translate): string {
  const { headline, rest } = answerParts(document, say);
  return [`**${escapeMarkdown(headline)}**`, escapeMarkdown(rest)].filter((part) => part !== '').join('\n\n');
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cellsOf(row: ShownRow, document: RankingDocument, format: ScoreFormat, say: Translate): string[] {
  switch (row.kind) {
    case 'task':
      return taskCells(row.task, document, format, say).map(escapeMarkdown);
    case 'baseline':
      return ['', `**${baselineLabel(say)}**`, '', '', '', '', `**${format.score(row.score)}**`, '', ''];
    case 'gap':
      return ['…', moreTasksSentence(row.hidden, say), '', '', '', '', '', '', ''];
  }
}

function taskCells(task: RankedTask, document: RankingDocument, format: ScoreFormat, say: Translate): string[] {
  return [
    formatCount(task.rank),
    [task.taskId, lookedLabel(task, say), othersLabel(task, say)].filter((part) => part !== '').join(', '),
    task.taskSubset ?? '',
    task.taskSplit ?? '',
    columnsName(task),
    task.examples === null ? '' : formatCount(task.examples),
    format.score(task.score),
    differenceCell(task, document, format),
    helpsCell(task, document, say),
  ];
}

function gainCell(task: RankedTask): string {
  return escapeMarkdown(measuredCell(task, '-'));
}

function list(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  return [`${escapeMarkdown(title)}:`, '', ...entries.map((entry) => `- ${escapeMarkdown(entry)}`)].join('\n');
}

/**
 * Any text as one line of Markdown that shows it literally, in a table cell too: markup, HTML, entities, formulas and
 * addresses lose their meaning. An underscore within a word means nothing in GitHub's Markdown and stays readable.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/[\\`*[\]|~$#]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^([-+]|\d+[.)])(?=\s|$)/, escapeListMark)
    .replaceAll('@', '&#64;');
}

/** A `-`, `+` or `1.` at the start would begin a list. */
function escapeListMark(mark: string): string {
  return `${mark.slice(0, -1)}\\${mark.slice(-1)}`;
}
