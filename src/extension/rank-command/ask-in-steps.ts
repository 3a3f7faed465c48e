import type { StepPlace, StepResult } from './wizard.ts';

/** What an answer changes in the draft of all answers; `run`: go on with all guesses at once. */
export type StepAnswer<Draft> = Partial<Draft> | 'run';

/** One question, asked from the best guess. */
export type Step<Draft> = (draft: Draft, place: StepPlace) => Promise<StepResult<StepAnswer<Draft>>>;

/**
 * Asks one step after the other, with Back; each starts from the draft as it is by then.
 *
 * @param stepsFor the steps that a draft calls for, in their order
 * @returns the draft with all answers; null where the person left
 */
export async function askInSteps<Draft>(
  title: string,
  first: Draft,
  stepsFor: (draft: Draft) => readonly Step<Draft>[],
): Promise<Draft | null> {
  let draft = first;
  let index = 0;
  while (true) {
    const steps = stepsFor(draft);
    const step = steps[index];
    if (step === undefined) return draft;
    const result = await step(draft, { title, step: index + 1, totalSteps: steps.length });
    if (result.kind === 'cancelled') return null;
    if (result.kind === 'back') {
      index = Math.max(0, index - 1);
      continue;
    }
    if (result.value === 'run') return draft;
    draft = { ...draft, ...result.value };
    index += 1;
  }
}
