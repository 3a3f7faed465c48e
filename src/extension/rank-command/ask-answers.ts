import { type Answers, completed, type Draft, isTaskOpen } from './answers.ts';
import { labelStep } from './steps/label-step.ts';
import { mapsStep } from './steps/maps-step.ts';
import { modelStep } from './steps/model-step.ts';
import { sampleStep } from './steps/sample-step.ts';
import type { Step, StepFacts } from './steps/step.ts';
import { taskStep } from './steps/task-step.ts';
import { textStep } from './steps/text-step.ts';

/**
 * Asks for everything that a ranking needs, one step after the other, with Back; each step starts from the best guess.
 *
 * @returns null where the person left
 */
export async function askAnswers(title: string, first: Draft, facts: StepFacts): Promise<Answers | null> {
  let draft = first;
  let index = 0;
  while (true) {
    const steps = stepsFor(draft, facts);
    const step = steps[index];
    if (step === undefined) return completed(draft);
    const result = await step(draft, { title, step: index + 1, totalSteps: steps.length }, facts);
    if (result.kind === 'cancelled') return null;
    if (result.kind === 'back') {
      index = Math.max(0, index - 1);
      continue;
    }
    if (result.value === 'run') return completed(draft);
    draft = withoutClash({ ...draft, ...result.value });
    index += 1;
  }
}

/** The steps in their order; one of them only where the labels are whole numbers. */
function stepsFor({ label }: Draft, { inspection }: StepFacts): Step[] {
  const column = inspection.columns.find(({ name }) => name === label);
  return [textStep, labelStep, ...(isTaskOpen(column) ? [taskStep] : []), modelStep, sampleStep, mapsStep];
}

/** A label that was guessed is given up where the person chose its column as the text. */
function withoutClash(draft: Draft): Draft {
  return draft.label !== null && draft.text?.includes(draft.label) ? { ...draft, label: null } : draft;
}
