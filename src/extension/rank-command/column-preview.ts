import type { InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { describeTextReason } from '../../words/dataset-inspection.ts';
import { describeSpread } from '../../words/dataset-look.ts';
import type { Voice } from '../../words/voice.ts';
import { editorVoice } from '../voice.ts';

/** Three of these, and what is between them, fit on a line of a quick pick. */
const exampleLength = 28;

/** A column on one line: what is missing, how long its texts are or how its values are spread, and the first three. */
export function previewTexts(column: InspectedColumn, voice: Voice = editorVoice): string {
  return joined([missing(column, voice), plainLine(describeSpread(column, voice)), examplesOf(column)]);
}

/**
 * A column in a list of those that may hold the text: beside its name why it is none, or what is missing; below that how long its texts are, then the first
 * values. A quick pick cuts both lines at the end.
 */
export function previewAsText(column: InspectedColumn, voice: Voice): { description: string; detail: string } {
  const isMeasured = column.text.possible && column.lengths !== undefined;
  const reason = isMeasured ? '' : describeTextReason(column.text.reason, voice);
  const spread = plainLine(describeSpread(column, voice));
  return { description: joined([reason, missing(column, voice)]), detail: joined([spread, examplesOf(column)]) };
}

/** The same of a column that may be the label: its classes with their shares, or the range of its numbers. */
export function previewLabels(column: InspectedColumn, voice: Voice): string {
  if (column.labelCounts === null || column.label.task === 'regression') return previewTexts(column, voice);
  const asLabel = { ...column, text: { ...column.text, possible: false } };
  return joined([plainLine(describeSpread(asLabel, voice)), missing(column, voice)]);
}

function examplesOf({ examples }: InspectedColumn): string {
  return examples.map((example) => shorten(plainLine(example))).join('  ·  ');
}

function missing({ missing: rows }: InspectedColumn, voice: Voice): string {
  return rows === 0 ? '' : voice.say('{0} missing', rows);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  ·  ');
}

function shorten(text: string): string {
  return text.length > exampleLength ? `${text.slice(0, exampleLength - 1)}…` : text;
}
