import type { RankedTask, RankingDocument } from '../document.ts';
import { datasetAddress, modelAddress } from '../hub-links.ts';
import { formatCount, type ScoreFormat, scoreFormat } from '../number-format.ts';
import { baselineLabel } from '../sentences/baseline.ts';
import { moreTasksSentence } from '../sentences/coverage.ts';
import { othersLabel } from '../sentences/estimator.ts';
import { lookedLabel } from '../sentences/looked.ts';
import { isMeasured, measuredCell } from '../sentences/measured.ts';
import type { Translate } from '../sentences/translate.ts';
import { columnsName } from '../task-name.ts';
import { escapeHtml } from './escape-html.ts';
import { type ShownRow, shownRows } from './shown-rows.ts';
import { differenceCell, helpsCell } from './standing-cells.ts';

/** Attributes of cells: of texts, of texts that may be long, of numbers. */
export interface CellAlignment {
  text: string;
  long: string;
  number: string;
}

/** For a page that has its own style. */
const byClass: CellAlignment = { text: '', long: 'class="long"', number: 'class="number"' };

const left = 'align="left" style="text-align:left"';

/** For a page that has none, or one that aligns all alike: JupyterLab hears the style, GitHub the attribute. */
export const alignedByItself: CellAlignment = {
  text: left,
  long: left,
  number: 'align="right" style="text-align:right;white-space:nowrap"',
};

interface HtmlTableOptions {
  /** The first so many tasks; undefined: all. */
  top: number | undefined;
  say: Translate;
  alignment: CellAlignment | undefined;
}

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

/** The table of a ranking as HTML. Names are escaped, and links lead to the Hub by https only. */
export function htmlTable(document: RankingDocument, { top, say, alignment = byClass }: HtmlTableOptions): string {
  const format = scoreFormat(document, '−');
  const { text, number: numeric } = alignment;
  const head = [
    [say('Rank'), numeric],
    [say('Task'), text],
    [say('Subset'), text],
    [say('Split'), text],
    [say('Columns'), text],
    [say('Examples'), numeric],
    [say('Language'), text],
    [say('Score'), numeric],
    ...(document.baseline === null ? [] : [[say('vs baseline'), numeric]]),
    ...(hasCertainty(document) ? [[say('Helps?'), text]] : []),
    ...(isMeasured(document) ? [[say('Measured'), numeric]] : []),
    [say('Map'), text],
  ].map(([title = '', attributes]) => `<th scope="col" ${attributes}>${escapeHtml(title)}</th>`);
  const rows = shownRows(document, top).map((row) => tableRow(row, { document, format, say, alignment }));
  return `<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

interface RowContext {
  document: RankingDocument;
  format: ScoreFormat;
  say: Translate;
  alignment: CellAlignment;
}

function tableRow(row: ShownRow, context: RowContext): string {
  const { document, format, say, alignment } = context;
  const { text, number: numeric } = alignment;
  switch (row.kind) {
    case 'task':
      return taskRow(row.task, context);
    case 'baseline':
      return `<tr class="baseline"><td></td><th scope="row" ${text} colspan="6">${escapeHtml(baselineLabel(say))}</th><td ${numeric}>${format.score(row.score)}</td><td></td>${hasCertainty(document) ? '<td></td>' : ''}${isMeasured(document) ? '<td></td>' : ''}<td></td></tr>`;
    case 'gap':
      return `<tr><td ${numeric}>…</td><td ${text} colspan="${columnsBesideRank(document)}">${escapeHtml(moreTasksSentence(row.hidden, say))}</td></tr>`;
  }
}

function taskRow(task: RankedTask, { document, format, say, alignment }: RowContext): string {
  const { text, long, number: numeric } = alignment;
  const cell = (content: string | null) => `<td ${long}>${escapeHtml(content ?? '')}</td>`;
  const examples = task.examples === null ? '' : formatCount(task.examples);
  const looked = [lookedLabel(task, say), othersLabel(task, say)].filter((part) => part !== '').join(', ');
  return `<tr><td ${numeric}>${formatCount(task.rank)}</td>${[
    `<th scope="row" ${long}>${link(datasetAddress(task.taskId), task.taskId)}${looked === '' ? '' : escapeHtml(`, ${looked}`)}</th>`,
    cell(task.taskSubset),
    cell(task.taskSplit),
    cell(columnsName(task)),
    `<td ${numeric}>${examples}</td>`,
    cell(task.language),
    `<td ${numeric}>${format.score(task.score)}</td>`,
    document.baseline === null ? '' : `<td ${numeric}>${escapeHtml(differenceCell(task, document, format))}</td>`,
    hasCertainty(document) ? `<td ${text}>${escapeHtml(helpsCell(task, document, say))}</td>` : '',
    isMeasured(document) ? `<td ${numeric}>${escapeHtml(measuredCell(task))}</td>` : '',
    `<td ${long}>${link(modelAddress(task.repo), task.repo ?? '')}</td>`,
  ].join('')}</tr>`;
}

function link(address: string | null, text: string): string {
  if (address === null) return escapeHtml(text);
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(text)}</a>`;
}
