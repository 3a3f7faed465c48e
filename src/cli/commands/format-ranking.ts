import type { RankingDocument } from '../../ranking/document.ts';
import { toCsv } from '../../ranking/export/csv.ts';
import { toJson } from '../../ranking/export/json.ts';
import { toMarkdown } from '../../ranking/export/markdown.ts';
import { toTextTable } from '../../ranking/export/text-table.ts';
import { type CodedFact, factInWords } from '../../ranking/facts-in-words.ts';
import { answerSentence, methodSentence } from '../../ranking/sentences.ts';
import { describeCodedFact } from '../../words/describe-coded-fact.ts';
import { commandLineVoice } from '../voice.ts';
import { formatPage } from './format-page.ts';
import type { RankFormat } from './rank-options.ts';

/** The ranking as the text of one format, ended by a newline. */
export async function formatRanking(
  document: RankingDocument,
  options: { format: RankFormat; top: number | undefined; width: number | undefined },
): Promise<string> {
  const describe = (fact: CodedFact) => describeCodedFact(fact, commandLineVoice) ?? factInWords(fact);
  switch (options.format) {
    case 'table':
      return tableWithAnswer(document, options);
    case 'json':
      return toJson(document);
    case 'csv':
      return toCsv(document);
    case 'md':
      return toMarkdown(document, { describe });
    case 'html':
      return formatPage(document, { describe });
  }
}

function tableWithAnswer(
  document: RankingDocument,
  { top, width }: { top: number | undefined; width: number | undefined },
): string {
  const table = toTextTable(document, {
    ...(top === undefined ? {} : { top }),
    ...(width === undefined ? {} : { width }),
  });
  return `${table}\n${answerSentence(document)}\n${methodSentence(document)}\n`;
}
