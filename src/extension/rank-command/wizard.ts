import { QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { editorVoice as voice } from '../voice.ts';

/** How a step of a wizard ended: forward with its answer, back to the step before, or out. */
export type StepResult<Value> = { kind: 'next'; value: Value } | { kind: 'back' } | { kind: 'cancelled' };

/** Where a step stands. */
export interface StepPlace {
  title: string;
  step: number;
  totalSteps: number;
  /** Whether Back leads somewhere also in the first step: to the question that this one belongs to. */
  canGoBack?: boolean;
}

/** A step that was answered. */
export function next<Value>(value: Value): StepResult<Value> {
  return { kind: 'next', value };
}

/** A question whose answer may need another one; Back in the second leads to the first again. */
export async function askInTurn<First, Value>(
  first: () => Promise<StepResult<First>>,
  second: (answer: First) => Promise<StepResult<Value>>,
): Promise<StepResult<Value>> {
  while (true) {
    const answer = await first();
    if (answer.kind !== 'next') return answer;
    const result = await second(answer.value);
    if (result.kind !== 'back') return result;
  }
}

/** A choice with the value that it stands for. */
export interface Choice<Value> extends QuickPickItem {
  value: Value;
}

/**
 * One question with its choices.
 *
 * @param active the choice that is selected at first
 * @param loading choices that take the place of `choices` when they have arrived
 */
export function askChoice<Value>(
  place: StepPlace,
  question: {
    placeholder: string;
    choices: readonly (Choice<Value> | QuickPickItem)[];
    active?: (value: Value) => boolean;
    loading?: Promise<readonly (Choice<Value> | QuickPickItem)[]>;
  },
): Promise<StepResult<Value>> {
  const pick = window.createQuickPick<Choice<Value> | QuickPickItem>();
  let proposed = '';
  const show = (choices: readonly (Choice<Value> | QuickPickItem)[]) => {
    // Who has moved on meanwhile stays there.
    const chosen = pick.activeItems[0]?.label;
    const moved = chosen === proposed ? undefined : choices.find(({ label }) => label === chosen);
    pick.items = choices;
    const active = moved ?? choices.find((choice) => 'value' in choice && question.active?.(choice.value));
    if (active === undefined) return;
    proposed = active.label;
    pick.activeItems = [active];
  };
  Object.assign(pick, titleOf(place), { placeholder: question.placeholder, ignoreFocusOut: true });
  pick.matchOnDescription = true;
  show(question.choices);
  if (question.loading !== undefined) {
    pick.busy = true;
    question.loading
      .then(show)
      .catch(() => {})
      .finally(() => {
        pick.busy = false;
      });
  }
  return shown(pick, place, () => {
    const [chosen] = pick.selectedItems;
    return chosen !== undefined && 'value' in chosen ? { value: chosen.value } : null;
  });
}

/** One question with several choices at once; at least one must be taken. */
export function askChoices<Value>(
  place: StepPlace,
  question: { placeholder: string; choices: readonly Choice<Value>[]; picked: (value: Value) => boolean },
): Promise<StepResult<Value[]>> {
  const pick = window.createQuickPick<Choice<Value>>();
  Object.assign(pick, titleOf(place), { placeholder: question.placeholder, ignoreFocusOut: true, canSelectMany: true });
  pick.items = question.choices;
  pick.selectedItems = question.choices.filter(({ value }) => question.picked(value));
  return shown(pick, place, () => {
    const values = pick.selectedItems.map(({ value }) => value);
    return values.length > 0 ? { value: values } : null;
  });
}

/** A question that is answered by typing. `validate`: what is wrong with the text; null where nothing is. */
export function askText(
  place: StepPlace,
  question: { prompt: string; value: string; validate: (text: string) => string | null },
): Promise<StepResult<string>> {
  const box = window.createInputBox();
  Object.assign(box, titleOf(place), { prompt: question.prompt, value: question.value, ignoreFocusOut: true });
  box.onDidChangeValue((text) => {
    box.validationMessage = question.validate(text.trim()) ?? undefined;
  });
  return shown(box, place, () => {
    const text = box.value.trim();
    box.validationMessage = question.validate(text) ?? undefined;
    return box.validationMessage === undefined ? { value: text } : null;
  });
}

/** A question for a whole number above 0. */
export async function askNumber(
  place: StepPlace,
  question: { prompt: string; value: number },
): Promise<StepResult<number>> {
  const isNumber = (text: string) => /^[1-9]\d{0,6}$/.test(text);
  const validate = (text: string) => (isNumber(text) ? null : voice.say('Write a whole number above 0.'));
  const answer = await askText(place, { ...question, value: String(question.value), validate });
  return answer.kind === 'next' ? next(Number(answer.value)) : answer;
}

type Input = Pick<
  ReturnType<typeof window.createInputBox>,
  'buttons' | 'onDidAccept' | 'onDidHide' | 'onDidTriggerButton' | 'show' | 'dispose'
>;

/** Shows an input until it is answered, left by Back, or closed. `accept`: the answer; null where there is none yet. */
export function shown<Value>(
  input: Input,
  { step, canGoBack = step > 1 }: StepPlace,
  accept: () => { value: Value } | null,
): Promise<StepResult<Value>> {
  return new Promise((resolve) => {
    input.buttons = canGoBack ? [QuickInputButtons.Back] : [];
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) end({ kind: 'back' });
    });
    input.onDidAccept(() => {
      const answer = accept();
      if (answer !== null) end({ kind: 'next', value: answer.value });
    });
    input.onDidHide(() => end({ kind: 'cancelled' }));
    const end = (result: StepResult<Value>) => {
      resolve(result);
      input.dispose();
    };
    input.show();
  });
}

/** What an input shows of its place. */
export function titleOf({ title, step, totalSteps }: StepPlace) {
  return { title, step, totalSteps };
}
