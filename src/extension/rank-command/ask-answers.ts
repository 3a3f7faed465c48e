import { type Answers, completed, type Draft, isTaskOpen } from './answers.ts';
import { askInSteps, type Step } from './ask-in-steps.ts';
import { labelStep } from './steps/label-step.ts';
import { mapsStep } from './steps/maps-step.ts';
import { modelStep } from './steps/model-step.ts';
import { sampleStep } from './steps/sample-step.ts';
import type { RankStep, StepFacts } from './steps/step.ts';
import { taskStep } from './steps/task-step.ts';
import { textStep } from './steps/text-step.ts';

/**
 * Asks for everything that a ranking needs, one step after the other, with Back; each step starts from the best guess.
 *
 * @returns null where the person left
 */
export async function askAnswers(title: string, first: Draft, facts: StepFacts): Promise<Answers | null> {
  const draft = await askInSteps(title, first, (sofar) => stepsFor(sofar, facts).map((step) => withFacts(step, facts)));
  return draft === null ? null : completed(draft);
}

function withFacts(step: RankStep, facts: StepFacts): Step<Draft> {
  return (draft, place) => step(draft, place, facts);
}

/** The steps in their order; one of them only where the labels are whole numbers. */
function stepsFor({ label }: Draft, { inspection }: StepFacts): RankStep[] {
  const column = inspection.columns.find(({ name }) => name === label);
  return [textStep, labelStep, ...(isTaskOpen(column) ? [taskStep] : []), modelStep, sampleStep, mapsStep];
}
