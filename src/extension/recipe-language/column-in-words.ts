import type { InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { kindName } from '../../words/dataset-facts.ts';
import { describeLabelReason, describeTextReason } from '../../words/dataset-inspection.ts';
import type { Voice } from '../../words/voice.ts';
import { previewLabels, previewTexts } from '../rank-command/column-preview.ts';

/** A column in a few words: what it holds, and what can be seen of it. Plain text. */
export function describeColumn(column: InspectedColumn, voice: Voice): { detail: string; documentation: string } {
  const { kind, text, label } = column;
  const why = text.possible ? describeTextReason(text.reason, voice) : describeLabelReason(label.reason, voice);
  return {
    detail: `${kindName(kind, voice)}: ${why}`,
    documentation: label.possible ? previewLabels(column, voice) : previewTexts(column),
  };
}
