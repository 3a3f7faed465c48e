import type { DatasetInspection, InspectedColumn } from '../protocol/dataset-inspection.ts';
import { formatCount } from '../ranking/number-format.ts';
import { plainLine, plainName } from '../ranking/plain-text.ts';
import { encodingName, formatName } from '../words/dataset-facts.ts';
import { describeFaultyRows, describeLabelReason, describeTextReason } from '../words/dataset-inspection.ts';
import { describeContent, describeLook, describeSpread } from '../words/dataset-look.ts';
import { describeDatasetWarning } from '../words/dataset-warnings.ts';
import { blocks, cutSentence } from './cut.ts';
import type { KeptResult } from './kept-results.ts';
import { assistantVoice as voice } from './voice.ts';

/** What an assistant is told of a dataset, one line a column. @param facts.total columns of the dataset, of which the inspection may hold the first only */
export function inspectionText(
  inspection: DatasetInspection,
  { total, whole, showValues }: { total: number; whole: KeptResult | null; showValues: boolean },
): string {
  const { columns, guess, warnings } = inspection;
  return blocks(
    headline(inspection, total),
    columns.map((column) => columnLine(column, showValues)).join('\n'),
    whole === null ? '' : cutSentence({ shown: columns, total }, 'columns', whole.uri),
    [
      guessLine('Text', guess.textColumns, guess.textCandidates),
      guessLine('Label', guess.labelColumn === null ? null : [guess.labelColumn], guess.labelCandidates),
    ].join('\n'),
    describeLook(inspection, voice).map(plainLine).join('\n'),
    plainLine(describeFaultyRows(inspection, voice)),
    warnings.map((warning) => plainLine(describeDatasetWarning(warning, voice).message)).join('\n'),
  );
}

function headline({ source, format, encoding, sheet, rows }: DatasetInspection, columns: number): string {
  const count = `${rows.exact ? '' : 'at least '}${formatCount(rows.count)} ${rows.count === 1 ? 'row' : 'rows'}`;
  const parts = [
    `${formatName(format, voice)}${encoding === undefined ? '' : ` in ${encodingName(encoding)}`}`,
    ...(sheet === undefined ? [] : [`sheet ${quoted(sheet)}`]),
    count,
    `${formatCount(columns)} ${columns === 1 ? 'column' : 'columns'}`,
  ];
  return `${plainLine(source)}: ${parts.join(', ')}.`;
}

function columnLine(column: InspectedColumn, showValues: boolean): string {
  const { name, text, label, examples } = column;
  const uses = [
    text.possible ? `text (${describeTextReason(text.reason, voice)})` : '',
    label.possible ? `label (${describeLabelReason(label.reason, voice)})` : '',
  ].filter((use) => use !== '');
  const parts = [
    describeContent(column, voice),
    uses.length === 0 ? 'neither text nor label' : `can be ${uses.join(' or ')}`,
    describeSpread(column, voice),
    showValues && examples.length > 0 ? `as in ${examples.map((example) => JSON.stringify(example)).join(', ')}` : '',
  ];
  return `- ${quoted(name)}: ${plainLine(parts.filter((part) => part !== '').join('; '))}`;
}

function guessLine(role: string, sure: readonly string[] | null, candidates: readonly string[]): string {
  if (sure !== null) return `${role}: ${sure.map(quoted).join(' + ')}.`;
  if (candidates.length === 0) return `${role}: no column fits.`;
  return `${role}: not certain; it could be ${candidates.map(quoted).join(' or ')}. Ask the user.`;
}

function quoted(name: string): string {
  return `"${plainName(name)}"`;
}
