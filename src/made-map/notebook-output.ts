import type { TrainingReport } from '../protocol/training-report.ts';
import { escapeHtml } from '../ranking/export/escape-html.ts';
import type { DescribeFact } from '../ranking/export/facts.ts';
import { escapeMarkdown } from '../ranking/export/markdown.ts';
import { factInWords } from '../ranking/facts-in-words.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { answerOf } from './answer.ts';
import { dimensionsSentence, factsOf } from './facts.ts';
import { trainingMime } from './format-names.ts';
import { movementSentence, movementTable } from './movement.ts';
import { nearestTable, sourcesTable } from './sources.ts';
import type { TextTable } from './text-table.ts';

/** How a report is put into words. Default: English, and codes of warnings as they are. */
export interface ReportWords {
  say?: Translate;
  describe?: DescribeFact;
}

/**
 * One report as a notebook output: text for each mime type, richest first. VS Code shows the first through this extension's renderer;
 * JupyterLab, GitHub and plain readers take one of the others.
 */
export function toNotebookOutput(report: TrainingReport, words: ReportWords = {}): Record<string, string> {
  const parts = partsOf(report, words);
  return {
    [trainingMime]: JSON.stringify(report),
    'text/html': toHtml(parts),
    'text/markdown': toMarkdown(parts),
    'text/plain': toText(parts),
  };
}

/** What every presentation holds, in its order. Plain text, not yet escaped. */
interface ReportParts {
  headline: string;
  sentences: string[];
  warnings: string[];
  facts: { name: string; value: string }[];
  tables: TextTable[];
}

function partsOf(report: TrainingReport, { say = english, describe = factInWords }: ReportWords): ReportParts {
  const { headline, rest } = answerOf(report, say);
  const tables = [sourcesTable(report, say), movementTable(report, say), nearestTable(report, say)];
  return {
    headline,
    sentences: [rest, movementSentence(report, say), dimensionsSentence(report, say)],
    warnings: report.warnings.map(describe),
    facts: factsOf(report, say),
    tables: tables.filter((table) => table !== null),
  };
}

function toHtml({ headline, sentences, warnings, facts, tables }: ReportParts): string {
  const about = facts.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return [
    '<div class="made-map">',
    `<p class="answer"><strong>${escapeHtml(headline)}</strong></p>`,
    ...sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    ...warnings.map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`),
    `<dl>${about.join('')}</dl>`,
    ...tables.map(htmlTable),
    '</div>',
  ].join('\n');
}

function htmlTable({ title, heads, rows }: TextTable): string {
  const head = heads.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`);
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`);
  return `<table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

function toMarkdown({ headline, sentences, warnings, facts, tables }: ReportParts): string {
  const blocks = [
    `**${escapeMarkdown(headline)}**`,
    ...sentences.map(escapeMarkdown),
    ...warnings.map(escapeMarkdown),
    facts.map(({ name, value }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`).join('\n'),
    ...tables.map(markdownTable),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function markdownTable({ title, heads, numeric, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = numeric.map((isNumber) => (isNumber ? '--:' : '---'));
  const lines = [heads.map(escapeMarkdown), rule, ...rows.map((cells) => cells.map(escapeMarkdown))];
  return [`${escapeMarkdown(title)}:`, lines.map(line).join('\n')].join('\n\n');
}

function toText({ headline, sentences, warnings, facts, tables }: ReportParts): string {
  const blocks = [
    headline,
    ...sentences,
    ...warnings,
    facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    ...tables.map(({ title, heads, rows }) => [title, ...[heads, ...rows].map((cells) => cells.join('\t'))].join('\n')),
  ];
  return `${blocks.join('\n\n')}\n`;
}
