import { answerOf } from '../../made-map/answer.ts';
import { dimensionsSentence } from '../../made-map/facts.ts';
import { movementSentence } from '../../made-map/movement.ts';
import { nearestTable, sourcesTable } from '../../made-map/sources.ts';
import type { TextTable } from '../../made-map/text-table.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { formatColumns } from '../format-columns.ts';
import { describeWarnings } from '../run-notes.ts';
import { quoteForShell } from '../voice.ts';

/** A report as the command line shows it: what the map is worth, on which texts, and how to rank with it. */
export function formatTraining(report: TrainingReport, out: string): string {
  const { headline, rest } = answerOf(report);
  const blocks = [
    [headline, rest, movementSentence(report), dimensionsSentence(report)].map(plainLine).join('\n'),
    tableOf(sourcesTable(report)),
    tableOf(nearestTable(report)),
    describeWarnings(report.warnings).map(plainLine).join('\n'),
    nextStep(report, out),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function nextStep({ base }: TrainingReport, out: string): string {
  const path = /^(?:[./~]|[A-Za-z]:)/.test(out) ? out : `./${out}`;
  return `Written to ${plainLine(out)}. Rank with it:\n  esm-rank rank <dataset> --model ${quoteForShell(plainLine(base.id))} --esms ${quoteForShell(`+${plainLine(path)}`)}`;
}

function tableOf(table: TextTable | null): string {
  return table === null ? '' : `${table.title}:\n${formatColumns(table.heads, table.rows).trimEnd()}`;
}
