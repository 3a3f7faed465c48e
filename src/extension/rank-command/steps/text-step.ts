import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { InspectedColumn } from '../../../protocol/dataset-inspection.ts';
import { describeTextReason } from '../../../words/dataset-inspection.ts';
import { editorVoice as voice } from '../../voice.ts';
import { completed, type Draft } from '../answers.ts';
import { previewTexts } from '../column-preview.ts';
import { askChoice, askChoices, askInTurn, type Choice, next } from '../wizard.ts';
import { guessesInWords } from './guesses-in-words.ts';
import { fittingFirst, type Step, type StepAnswer, type StepFacts } from './step.ts';

const { say } = voice;

type Value = { kind: 'run' } | { kind: 'column'; name: string } | { kind: 'several' };

/** Which column holds the text. The first entry takes all guesses at once, where there is one for everything. */
export const textStep: Step = (draft, place, facts) => {
  const columns = fittingFirst(facts.inspection.columns, ({ text }) => text.possible);
  const first = firstColumn(draft, columns);
  const ask = () =>
    askChoice<Value>(place, {
      placeholder: say('Which column holds the text?'),
      choices: choices(draft, columns, facts),
      active: (value) => value.kind === 'run' || (completed(draft) === null && isColumn(value, first)),
    });
  return askInTurn<Value, StepAnswer>(ask, async (value) => {
    if (value.kind === 'run') return next<StepAnswer>('run');
    if (value.kind === 'column') return next<StepAnswer>({ text: [value.name] });
    const several = await askChoices(
      { ...place, canGoBack: true },
      {
        placeholder: say('Which columns hold the text? They are joined in this order.'),
        choices: columns.map((column) => ({ label: column.name, detail: previewTexts(column), value: column.name })),
        picked: (name) => draft.text?.includes(name) ?? false,
      },
    );
    return several.kind === 'next' ? next<StepAnswer>({ text: several.value }) : several;
  });
};

function choices(
  draft: Draft,
  columns: readonly InspectedColumn[],
  { inspection }: StepFacts,
): (Choice<Value> | QuickPickItem)[] {
  const entries: (Choice<Value> | QuickPickItem)[] = columns.map((column) => ({
    label: column.name,
    description: describeTextReason(column.text.reason, voice),
    detail: previewTexts(column),
    value: { kind: 'column', name: column.name },
  }));
  if (columns.length > 2) {
    const description = say('joined by " [SEP] "');
    entries.push({ label: say('Several columns…'), description, value: { kind: 'several' } });
  }
  const guesses = completed(draft);
  if (guesses === null) return entries;
  const label = `$(play) ${say('Run with these guesses')}`;
  const separator = { label: say('or choose the text column'), kind: QuickPickItemKind.Separator };
  return [{ label, detail: guessesInWords(guesses, inspection), value: { kind: 'run' } }, separator, ...entries];
}

/** The column to start from: the one that was guessed, else the first that fits. */
function firstColumn({ text }: Draft, columns: readonly InspectedColumn[]): string | undefined {
  return text?.[0] ?? columns[0]?.name;
}

function isColumn(value: Value, name: string | undefined): boolean {
  return value.kind === 'column' && value.name === name;
}
