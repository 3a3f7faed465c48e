import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { DatasetInspection, InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { describeLabelReason } from '../../words/dataset-inspection.ts';
import { editorVoice as voice } from '../voice.ts';
import { previewAsText, previewLabels, previewTexts } from './column-preview.ts';
import { onTwoLines } from './fit-lines.ts';
import { askChoice, askChoices, askInTurn, type Choice, next, type StepPlace, type StepResult } from './wizard.ts';

const { say } = voice;

/** The columns that are chosen so far; null: none yet. */
export interface ChosenColumns {
  text: string[] | null;
  label: string | null;
}

/** The choice to go on with all guesses at once, where there is one for everything. */
export interface AllGuesses {
  label: string;
  /** The guesses in words, in two lines: of the columns, and of all else. */
  description: string;
  detail: string;
  /** The second line when more is known; it takes the place of `detail`. */
  later?: Promise<string>;
}

type Value = { kind: 'run' } | { kind: 'column'; name: string } | { kind: 'several' } | { kind: 'look' };

/**
 * Asks which column holds the text, or which columns. The first entry takes all guesses at once, where there are such. A label that was
 * guessed is given up where the person chose its column as the text.
 *
 * @param facts.look sentences about the dataset as a whole
 */
export function askTextColumns(
  chosen: ChosenColumns,
  place: StepPlace,
  {
    columns,
    guesses,
    look = [],
  }: { columns: readonly InspectedColumn[]; guesses: AllGuesses | null; look?: readonly string[] },
): Promise<StepResult<'run' | Partial<ChosenColumns>>> {
  const inOrder = fittingFirst(columns, ({ text }) => text.possible);
  const first = chosen.text?.[0] ?? inOrder[0]?.name;
  const choicesWith = (shown: AllGuesses | null) => [...textChoices(inOrder, shown), ...lookChoices(look)];
  const ask = () =>
    askChoice<Value>(place, {
      placeholder: say('Which column holds the text?'),
      choices: choicesWith(guesses),
      ...(guesses?.later && { loading: guesses.later.then((detail) => choicesWith({ ...guesses, detail })) }),
      active: (value) => value.kind === 'run' || (guesses === null && value.kind === 'column' && value.name === first),
    });
  return askInTurn<Value, 'run' | Partial<ChosenColumns>>(ask, async (value) => {
    // It only tells something: the question stays.
    if (value.kind === 'look') return { kind: 'back' };
    if (value.kind === 'run') return next<'run' | Partial<ChosenColumns>>('run');
    if (value.kind === 'column') return next<'run' | Partial<ChosenColumns>>(asText([value.name], chosen));
    const several = await askChoices(
      { ...place, canGoBack: true },
      {
        placeholder: say('Which columns hold the text? They are joined in this order.'),
        choices: inOrder.map((column) => ({ label: column.name, detail: previewTexts(column), value: column.name })),
        picked: (name) => chosen.text?.includes(name) ?? false,
      },
    );
    return several.kind === 'next' ? next<'run' | Partial<ChosenColumns>>(asText(several.value, chosen)) : several;
  });
}

/** What is told of the dataset as a whole stands below its columns. */
function lookChoices(look: readonly string[]): (Choice<Value> | QuickPickItem)[] {
  if (look.length === 0) return [];
  const separator = { label: say('dataset'), kind: QuickPickItemKind.Separator };
  return [
    separator,
    ...look
      .map(onTwoLines)
      .map(
        ({ label, ...detail }): Choice<Value> => ({ label: `$(info) ${label}`, ...detail, value: { kind: 'look' } }),
      ),
  ];
}

function asText(text: string[], { label }: ChosenColumns): Partial<ChosenColumns> {
  return label !== null && text.includes(label) ? { text, label: null } : { text };
}

function textChoices(
  columns: readonly InspectedColumn[],
  guesses: AllGuesses | null,
): (Choice<Value> | QuickPickItem)[] {
  const entries: (Choice<Value> | QuickPickItem)[] = columns.map((column) => ({
    label: column.name,
    ...previewAsText(column, voice),
    value: { kind: 'column', name: column.name },
  }));
  if (columns.length > 2) {
    const description = say('joined by " [SEP] "');
    entries.push({ label: say('Several columns…'), description, value: { kind: 'several' } });
  }
  if (guesses === null) return entries;
  const separator = { label: say('or a column'), kind: QuickPickItemKind.Separator };
  const { label, description, detail } = guesses;
  return [{ label: `$(play) ${label}`, description, detail, value: { kind: 'run' } }, separator, ...entries];
}

/** The columns that can be the label as choices: the guess first, then what else the data propose, then the rest. */
export function labelChoices({ columns, guess }: DatasetInspection, { text, label }: ChosenColumns): Choice<string>[] {
  const free = columns.filter(({ name }) => !text?.includes(name));
  const { labelColumn, labelCandidates } = guess;
  const proposed = [label, labelColumn, ...labelCandidates].filter((name) => name !== null);
  return likeliestFirst(free, proposed).map((column) => ({
    label: column.name,
    description: describeLabelReason(column.label.reason, voice),
    detail: previewLabels(column, voice),
    value: column.name,
  }));
}

function likeliestFirst(columns: readonly InspectedColumn[], proposed: readonly string[]): InspectedColumn[] {
  const place = ({ name }: InspectedColumn) => (proposed.includes(name) ? proposed.indexOf(name) : proposed.length);
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** The columns that fit first, each group in the order of the file. */
function fittingFirst(
  columns: readonly InspectedColumn[],
  fits: (column: InspectedColumn) => boolean,
): InspectedColumn[] {
  return [...columns].sort((a, b) => Number(fits(b)) - Number(fits(a)));
}
