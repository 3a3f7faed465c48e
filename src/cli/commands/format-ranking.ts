import { type RankingDocument, rankingMime } from '../../ranking/document.ts';
import { toCsv } from '../../ranking/export/csv.ts';
import { caveatsOf } from '../../ranking/export/facts.ts';
import { indentedJson, toJson } from '../../ranking/export/json.ts';
import { type ReportOptions, toMarkdown } from '../../ranking/export/markdown.ts';
import { toNotebookOutput } from '../../ranking/export/notebook-output.ts';
import { toTextTable } from '../../ranking/export/text-table.ts';
import { answerSentence } from '../../ranking/sentences/answer.ts';
import { methodSentence } from '../../ranking/sentences/provenance.ts';
import { skippedSentence } from '../../ranking/skipped-maps.ts';
import { describeFact } from './describe-fact.ts';
import { formatPage } from './format-page.ts';
import type { RankFormat } from './rank-options.ts';

/**
 * The ranking as the text of one format, ended by a newline. The files are those that the notebook saves, byte for byte, so nothing in
 * them is in the words of a shell.
 */
export async function formatRanking(
  document: RankingDocument,
  options: { format: RankFormat; top: number | undefined; width: number | undefined },
): Promise<string> {
  switch (options.format) {
    case 'table':
      return tableWithAnswer(document, options);
    case 'json':
      return toJson(document);
    case 'csv':
      return toCsv(document);
    case 'md':
      return toMarkdown(document, reportOptions(options.top));
    case 'html':
      return formatPage(document);
    case 'notebook':
      return mimeBundle(document, options.top);
  }
}

/**
 * One output of a notebook as a kernel displays it: a value for each mime type, the document itself as an object (nbformat 4), the
 * fallbacks of those who lack the renderer as text.
 */
function mimeBundle(document: RankingDocument, top: number | undefined): string {
  const forms = toNotebookOutput(document, reportOptions(top));
  return indentedJson({ ...forms, [rankingMime]: document });
}

function reportOptions(top: number | undefined): ReportOptions {
  return { describe: describeFact, ...(top === undefined ? {} : { top }) };
}

function tableWithAnswer(
  document: RankingDocument,
  { top, width }: { top: number | undefined; width: number | undefined },
): string {
  const table = toTextTable(document, {
    ...(top === undefined ? {} : { top }),
    ...(width === undefined ? {} : { width }),
  });
  const lines = [
    answerSentence(document),
    ...caveatsOf(document, describeFact),
    skippedSentence(document, describeFact),
    methodSentence(document),
  ];
  return `${table}\n${lines.filter((line) => line !== '').join('\n')}\n`;
}
