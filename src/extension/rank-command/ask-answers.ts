import { type Answers, completed, type Draft } from './answers.ts';
import { askInSteps, type Step } from './ask-in-steps.ts';
import { labelStep } from './steps/label-step.ts';
import { mapsStep } from './steps/maps-step.ts';
import { modelStep } from './steps/model-step.ts';
import { sampleStep } from './steps/sample-step.ts';
import type { RankStep, StepFacts } from './steps/step.ts';
import { textStep } from './steps/text-step.ts';

/** As many for every dataset: a question that only some labels call for belongs to the step of the label. */
const steps: readonly RankStep[] = [textStep, labelStep, modelStep, sampleStep, mapsStep];

/**
 * Asks for everything that a ranking needs, one step after the other, with Back; each step starts from the best guess.
 *
 * @returns null where the person left
 */
export async function askAnswers(title: string, first: Draft, facts: StepFacts): Promise<Answers | null> {
  const draft = await askInSteps(title, first, () => steps.map((step) => withFacts(step, facts)));
  return draft === null ? null : completed(draft);
}

function withFacts(step: RankStep, facts: StepFacts): Step<Draft> {
  return (draft, place) => step(draft, place, facts);
}
