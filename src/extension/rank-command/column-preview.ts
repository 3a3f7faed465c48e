import type { InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import type { Voice } from '../../words/voice.ts';

/** Three of these, and what is between them, fit on a line of a quick pick. */
const exampleLength = 28;
const labelsShown = 6;

/** The first three values of a column on one line. */
export function previewTexts({ examples }: InspectedColumn): string {
  return examples.map((example) => shorten(plainLine(example))).join('  ·  ');
}

/** The distinct labels with their counts, the most frequent first; three values where there are too many to count. */
export function previewLabels(column: InspectedColumn, voice: Voice): string {
  const { labelCounts } = column;
  if (labelCounts === null || column.label.task === 'regression') return previewTexts(column);
  const shown = labelCounts.slice(0, labelsShown).map(({ label, count }) => `${shorten(plainLine(label))} (${count})`);
  const more = labelCounts.length - shown.length;
  return more > 0 ? voice.say('{0} and {1} more', shown.join(', '), more) : shown.join(', ');
}

function shorten(text: string): string {
  return text.length > exampleLength ? `${text.slice(0, exampleLength - 1)}…` : text;
}
