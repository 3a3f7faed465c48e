import type { RankedTask, RankingDocument } from '../document.ts';
import { datasetAddress, modelAddress } from '../hub-links.ts';
import { formatCount, type ScoreFormat, scoreFormat } from '../number-format.ts';
import { answerParts } from '../sentences/answer.ts';
import { baselineLabel, baselineSentence } from '../sentences/baseline.ts';
import { droppedLabel, moreTasksSentence, skippedLabel } from '../sentences/coverage.ts';
import { isMeasured, measuredCell } from '../sentences/measured.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { skippedLine } from '../skipped-maps.ts';
import { columnsName } from '../task-name.ts';
import { escapeHtml } from './escape-html.ts';
import { factsOf } from './facts.ts';
import { reportStyle } from './html-style.ts';
import type { ReportOptions } from './markdown.ts';
import { type ShownRow, shownRows } from './shown-rows.ts';
import { differenceCell, helpsCell } from './standing-cells.ts';

/** A plot that was drawn beforehand. */
export interface DrawnPlot {
  /** Name of the plot, for styles and file names. */
  id: string;
  title: string;
  /** What the plot says, for those who do not see it. */
  description: string;
  /** SVG markup from the plotting library, trusted and inserted as it is. */
  svg: string;
}

/** What an HTML page shows besides what any report does. */
export interface HtmlOptions extends ReportOptions {
  /** Drawn between the answer and the table. */
  plots?: readonly DrawnPlot[];
}

/**
 * The ranking as a page of its own: no script, no font, image or address that is fetched; light and dark as the reader's system is,
 * and fit to print. Every name is escaped, and links lead to the Hub by https only.
 */
export function toHtml(document: RankingDocument, options: HtmlOptions = {}): string {
  const { say = english } = options;
  const title = escapeHtml(say('Intermediate tasks for {0}', document.target.source));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="Intermediate Task Ranker ${escapeHtml(document.generator ?? '')}">
<title>${title}</title>
<style>
body { font-family: system-ui, sans-serif; margin: 2rem auto; padding: 0 1.5rem; max-width: 88rem; background: Canvas; color: CanvasText; }
@media (max-width: 600px) { body { margin: 1rem auto; padding: 0 0.75rem; } }
h1 { font-size: 1.25rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
${reportStyle}
</style>
</head>
<body>
<h1>${title}</h1>
${toHtmlFragment(document, options)}
</body>
</html>
`;
}

/**
 * The same as a fragment for a page that has its own style, as a notebook has: one `div`, readable without any style.
 * Notebook front ends remove `style` elements from outputs that they do not trust, so it carries none.
 */
export function toHtmlFragment(document: RankingDocument, options: HtmlOptions = {}): string {
  const { say = english, describe, plots = [] } = options;
  const facts = factsOf(document, say, describe);
  const about = facts.about.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  const blocks = [
    '<div class="task-ranking">',
    answerBlock(document, say),
    [...facts.caveats, ...facts.warnings].map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`).join('\n'),
    `<dl>${about.join('')}</dl>`,
    plots.length === 0 ? '' : `<div class="plots">${plots.map(figure).join('\n')}</div>`,
    table(document, options.top, say),
    `<p>${escapeHtml(facts.method)} ${escapeHtml(baselineSentence(document, say))}</p>`,
    details(droppedLabel(document, say), facts.dropped),
    details(skippedLabel(document, say), facts.skipped.map(skippedLine)),
    '</div>',
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

/** What to do in bold, and after it what that rests on. */
function answerBlock(document: RankingDocument, say: Translate): string {
  const { headline, rest } = answerParts(document, say);
  return `<p class="answer"><strong>${escapeHtml(headline)}</strong>${rest === '' ? '' : ` ${escapeHtml(rest)}`}</p>`;
}

function figure({ id, title, description, svg }: DrawnPlot): string {
  return `<figure class="${escapeHtml(id)}" role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">
<figcaption>${escapeHtml(title)}</figcaption>
${svg}
</figure>`;
}

const numeric = 'class="number"';

/** Columns that every table has beside the rank. */
const otherColumns = 8;

/** The difference to the baseline, whether a task helps and what was measured are left out where they are not known. */
function columnsBesideRank(document: RankingDocument): number {
  return (
    otherColumns +
    (document.baseline === null ? 0 : 1) +
    (hasCertainty(document) ? 1 : 0) +
    (isMeasured(document) ? 1 : 0)
  );
}

function hasCertainty({ baseline, method }: RankingDocument): boolean {
  return baseline !== null && method.certainty !== null;
}

function table(document: RankingDocument, top: number | undefined, say: Translate): string {
  const format = scoreFormat(document, '−');
  const head = [
    [say('Rank'), numeric],
    [say('Task'), ''],
    [say('Subset'), ''],
    [say('Split'), ''],
    [say('Columns'), ''],
    [say('Examples'), numeric],
    [say('Language'), ''],
    [say('Score'), numeric],
    ...(document.baseline === null ? [] : [[say('vs baseline'), numeric]]),
    ...(hasCertainty(document) ? [[say('Helps?'), '']] : []),
    ...(isMeasured(document) ? [[say('Measured'), numeric]] : []),
    [say('Map'), ''],
  ].map(([title = '', attributes]) => `<th scope="col" ${attributes}>${escapeHtml(title)}</th>`);
  const rows = shownRows(document, top).map((row) => tableRow(row, document, format, say));
  return `<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function tableRow(row: ShownRow, document: RankingDocument, format: ScoreFormat, say: Translate): string {
  switch (row.kind) {
    case 'task':
      return taskRow(row.task, document, format, say);
    case 'baseline':
      return `<tr class="baseline"><td></td><th scope="row" colspan="6">${escapeHtml(baselineLabel(say))}</th><td ${numeric}>${format.score(row.score)}</td><td></td>${hasCertainty(document) ? '<td></td>' : ''}${isMeasured(document) ? '<td></td>' : ''}<td></td></tr>`;
    case 'gap':
      return `<tr><td ${numeric}>…</td><td colspan="${columnsBesideRank(document)}">${escapeHtml(moreTasksSentence(row.hidden, say))}</td></tr>`;
  }
}

function taskRow(task: RankedTask, document: RankingDocument, format: ScoreFormat, say: Translate): string {
  const examples = task.examples === null ? '' : formatCount(task.examples);
  return `<tr><td ${numeric}>${formatCount(task.rank)}</td>${[
    `<th scope="row" class="long">${link(datasetAddress(task.taskId), task.taskId)}</th>`,
    cell(task.taskSubset),
    cell(task.taskSplit),
    cell(columnsName(task)),
    `<td ${numeric}>${examples}</td>`,
    cell(task.language),
    `<td ${numeric}>${format.score(task.score)}</td>`,
    document.baseline === null ? '' : `<td ${numeric}>${escapeHtml(differenceCell(task, document, format))}</td>`,
    hasCertainty(document) ? `<td>${escapeHtml(helpsCell(task, document, say))}</td>` : '',
    isMeasured(document) ? `<td ${numeric}>${escapeHtml(measuredCell(task))}</td>` : '',
    `<td class="long">${link(modelAddress(task.repo), task.repo ?? '')}</td>`,
  ].join('')}</tr>`;
}

function cell(text: string | null): string {
  return `<td class="long">${escapeHtml(text ?? '')}</td>`;
}

function link(address: string | null, text: string): string {
  if (address === null) return escapeHtml(text);
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(text)}</a>`;
}

function details(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const items = entries.map((entry) => `<li>${escapeHtml(entry)}</li>`);
  return `<details><summary>${escapeHtml(title)}</summary><ul>${items.join('')}</ul></details>`;
}
