import { toBase64 } from '../base64.ts';
import type { RankingDocument } from '../document.ts';
import { answerParts } from '../sentences/answer.ts';
import { baselineSentence } from '../sentences/baseline.ts';
import { droppedLabel, skippedLabel } from '../sentences/coverage.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { skippedLine } from '../skipped-maps.ts';
import { escapeHtml } from './escape-html.ts';
import { factsOf } from './facts.ts';
import { reportStyle } from './html-style.ts';
import { type CellAlignment, htmlTable } from './html-table.ts';
import type { ReportOptions } from './markdown.ts';

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
  /** The same as pictures that stand alone, for readers that let no drawing through. */
  pictures?: readonly SavedPicture[];
  /** How cells are aligned. Default: by the style of the page. */
  alignment?: CellAlignment;
}

/** A plot as a picture that stands alone. */
export interface SavedPicture {
  /** What it shows, in words. */
  description: string;
  /** SVG (picture.ts). */
  svg: string;
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
  const { say = english, describe, plots = [], pictures = [], alignment } = options;
  const facts = factsOf(document, say, describe);
  const about = facts.about.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  const blocks = [
    '<div class="task-ranking">',
    answerBlock(document, say),
    [...facts.caveats, ...facts.warnings].map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`).join('\n'),
    `<dl>${about.join('')}</dl>`,
    plots.length === 0 ? '' : `<div class="plots">${plots.map(figure).join('\n')}</div>`,
    pictures.length === 0 ? '' : `<p>${pictures.map(image).join('\n')}</p>`,
    `<div class="table">${htmlTable(document, { top: options.top, say, alignment })}</div>`,
    `<p>${escapeHtml(facts.meaning)} ${escapeHtml(facts.method)} ${escapeHtml(baselineSentence(document, say))}</p>`,
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

/** As an address: readers that take drawings out of a page leave pictures in. */
function image({ description, svg }: SavedPicture): string {
  return `<img alt="${escapeHtml(description)}" src="data:image/svg+xml;base64,${toBase64(new TextEncoder().encode(svg))}">`;
}

function details(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const items = entries.map((entry) => `<li>${escapeHtml(entry)}</li>`);
  return `<details><summary>${escapeHtml(title)}</summary><ul>${items.join('')}</ul></details>`;
}
