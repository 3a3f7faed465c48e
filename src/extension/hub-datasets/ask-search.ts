import { type QuickPickItem, window } from 'vscode';
import { type Choice, type StepPlace, type StepResult, shown, titleOf } from '../rank-command/wizard.ts';

/** How long typing must rest before a search is made: a request for each letter would be too many. */
const restMs = 250;

/** A question whose choices are searched for while a person types. */
export interface SearchQuestion<Value> {
  placeholder: string;
  /** What stands there at first, and is told of what stands there then: Back leads to the same search. */
  text: { value: string };
  /** The choice that the text itself certainly is, at once; null where only the search can tell. */
  certain: (text: string) => Choice<Value> | null;
  /** Never rejects: what goes wrong is a line without a value. */
  search: (text: string, signal: AbortSignal) => Promise<readonly (Choice<Value> | QuickPickItem)[]>;
}

/** One question with a search as you type. Only what belongs to the text that stands there can be accepted. */
export function askSearch<Value>(place: StepPlace, question: SearchQuestion<Value>): Promise<StepResult<Value>> {
  const { placeholder, text, certain, search } = question;
  const pick = window.createQuickPick<Choice<Value> | QuickPickItem>();
  Object.assign(pick, titleOf(place), { placeholder, ignoreFocusOut: true });
  let latest = new AbortController();
  const look = (value: string, afterMs: number) => {
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    const itself = certain(value);
    const start = itself === null ? [] : [itself];
    pick.busy = true;
    pick.items = start;
    setTimeout(async () => {
      if (signal.aborted) return;
      const found = await search(value, signal);
      if (signal.aborted) return;
      pick.busy = false;
      pick.items = [...start, ...found.filter((choice) => choice.label !== itself?.label)];
    }, afterMs);
  };
  pick.onDidChangeValue((value) => {
    text.value = value;
    look(value, restMs);
  });
  pick.value = text.value;
  look(text.value, 0);
  const answer = shown(pick, place, () => {
    const [chosen] = pick.selectedItems;
    return chosen !== undefined && 'value' in chosen ? { value: chosen.value } : null;
  });
  return answer.finally(() => latest.abort());
}
