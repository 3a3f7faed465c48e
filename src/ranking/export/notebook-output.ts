import { type RankingDocument, rankingMime } from '../document.ts';
import { factInWords } from '../facts-in-words.ts';
import { answerSentence } from '../sentences/answer.ts';
import { english } from '../sentences/translate.ts';
import { skippedSentence } from '../skipped-maps.ts';
import { type HtmlOptions, toHtmlFragment } from './html.ts';
import { alignedByItself } from './html-table.ts';
import { type ReportOptions, toMarkdown } from './markdown.ts';
import { toTextTable } from './text-table.ts';

/** Rows of the fallbacks. The document holds all; a notebook should not hold them four times. */
const fallbackRows = 50;

/**
 * One ranking as a notebook output: text for each mime type, richest first. VS Code shows the first through this extension's
 * renderer; JupyterLab, GitHub and plain readers take one of the others.
 *
 * @param options `top`: tasks in the fallbacks, default 50; `pictures`: of the plots, beside the table of those who lack the renderer
 */
export function toNotebookOutput(
  document: RankingDocument,
  options: ReportOptions & Pick<HtmlOptions, 'pictures'> = {},
): Record<string, string> {
  const limited = { top: fallbackRows, ...options };
  const { say = english, describe = factInWords, top } = limited;
  const answer = [answerSentence(document, say), skippedSentence(document, describe, say)].filter(
    (line) => line !== '',
  );
  return {
    [rankingMime]: JSON.stringify(document),
    'text/html': toHtmlFragment(document, { ...limited, alignment: alignedByItself }),
    'text/markdown': toMarkdown(document, limited),
    'text/plain': `${answer.join('\n')}\n\n${toTextTable(document, { top, say, width: 120 })}`,
  };
}
